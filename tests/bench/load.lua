-- Asks addresses from the file named in PATHS; counts answers that are not 200, 302 or 304.
-- A line is an address, or an address, a tab and the body of a form. HEADERS: lines of `Name: value`.
-- With ONCE each line is sent once, from line OFFSET on; else they are drawn at random.
local lines, headers = {}, {}
for line in io.lines(os.getenv("PATHS")) do lines[#lines + 1] = line end
for name, value in (os.getenv("HEADERS") or ""):gmatch("([^:\n]+): ([^\n]*)") do headers[name] = value end
math.randomseed(tonumber(os.getenv("SEED") or "1"))
local once, at = os.getenv("ONCE"), tonumber(os.getenv("OFFSET") or "0")
local posted = {["Content-Type"] = "application/x-www-form-urlencoded"}
for name, value in pairs(headers) do posted[name] = value end

request = function()
  local line
  if once then
    at = at + 1
    line = lines[(at - 1) % #lines + 1]
    -- each sender has an address of its own, as a trusted proxy would tell it
    posted["X-Forwarded-For"] = string.format("10.%d.%d.%d", at / 65536 % 256, at / 256 % 256, at % 256)
  else
    line = lines[math.random(#lines)]
  end
  local path, body = line:match("^([^\t]*)\t(.*)$")
  if body then return wrk.format("POST", path, posted, body) end
  return wrk.format("GET", line, headers)
end
done = function(summary, latency)
  io.write(string.format(
    "RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
    summary.errors.status, latency:percentile(50), latency:percentile(99)))
end
