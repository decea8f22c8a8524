-- Asks random addresses from the file named in PATHS; counts answers that are not 200.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
math.randomseed(tonumber(os.getenv("SEED") or "1"))
request = function()
  return wrk.format("GET", paths[math.random(#paths)])
end
done = function(summary, latency)
  io.write(string.format(
    "RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
    summary.errors.status, latency:percentile(50), latency:percentile(99)))
end
