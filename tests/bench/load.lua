-- Asks addresses from the file named in PATHS; counts answers that are errors.
-- A line is an address, or an address, a tab and the body of a form. HEADERS: lines of `Name: value`.
-- With ONCE each line is sent once, from line OFFSET on, and an answer is good when it is the 302 to the page
-- of a stored report; else lines are drawn at random.
local lines, headers, threads = {}, {}, {}
for line in io.lines(os.getenv("PATHS")) do lines[#lines + 1] = line end
for name, value in (os.getenv("HEADERS") or ""):gmatch("([^:\n]+): ([^\n]*)") do headers[name] = value end
math.randomseed(tonumber(os.getenv("SEED") or "1"))
local once, at = os.getenv("ONCE"), tonumber(os.getenv("OFFSET") or "0")
local posted = {["Content-Type"] = "application/x-www-form-urlencoded"}
for name, value in pairs(headers) do posted[name] = value end
good = 0 -- a global, so that done() can ask it of the thread

setup = function(thread) threads[#threads + 1] = thread end
request = function()
  local line
  if once then
    at = at + 1
    if at > #lines then error("no form left to send") end
    line = lines[at]
    -- each sender has an address of its own, as a trusted proxy would tell it
    posted["X-Forwarded-For"] = string.format("10.%d.%d.%d", at / 65536 % 256, at / 256 % 256, at % 256)
  else
    line = lines[math.random(#lines)]
  end
  local path, body = line:match("^([^\t]*)\t(.*)$")
  if body then return wrk.format("POST", path, posted, body) end
  return wrk.format("GET", line, headers)
end
if once then
  response = function(status, found)
    local to = found["location"] or found["Location"] or ""
    if status == 302 and to:find("^/melden/status/.") then good = good + 1 end
  end
end
done = function(summary, latency)
  local total, e = 0, summary.errors
  for _, thread in ipairs(threads) do total = total + thread:get("good") end
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
    e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99), total))
end
