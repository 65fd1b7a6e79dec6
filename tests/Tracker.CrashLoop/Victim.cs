using System.Diagnostics;
using System.Globalization;

namespace Tracker.CrashLoop;

/// <summary>A started process, what it has said, and its end.</summary>
internal sealed class Victim : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _heard;
    private readonly Task<string> _complaints;
    private readonly TaskCompletionSource _starting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Victim(Process process, int writers)
    {
        (_process, Recorded) = (process, new int[writers]);
        _heard = Task.Run(HearAsync);
        _complaints = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The last number that each writer said was recorded; 0 where it said nothing.</summary>
    public int[] Recorded { get; }

    public int RecordedInAll { get; private set; }

    /// <summary>Files of backups that were said to be made.</summary>
    public List<string> Backups { get; } = [];

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public Task StartingAsync() => ReachedAsync(_starting.Task);

    public Task ReadyAsync() => ReachedAsync(_ready.Task);

    /// <summary>When it has said that something is recorded.</summary>
    public Task RecordedAsync() => ReachedAsync(_recorded.Task);

    /// <summary>When something is there, or it is ready and has gone past it.</summary>
    public async Task UntilAsync(Func<bool> isThere)
    {
        await StartingAsync();
        while (!isThere() && !_heard.IsCompleted && !IsReady)
        {
            await Task.Delay(1);
        }
    }

    public static Victim Start(Orders orders)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "server", orders.Write()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // It does not live long enough to gain by it.
        return new(Process.Start(start)!, orders.Next.Count);
    }

    /// <summary>Kills it, with no chance to end anything, and hears out what it had said.</summary>
    public async Task KillAsync()
    {
        if (_process.HasExited)
        {
            throw new LossException($"The process ended by itself: {(await _complaints).Trim()}");
        }

        _process.Kill(); // SIGKILL
        await _process.WaitForExitAsync();
        await _heard;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReachedAsync(Task reached)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAny(reached, _heard, Task.Delay(Patience, patience.Token));
        await patience.CancelAsync();
        if (!reached.IsCompleted)
        {
            throw new LossException($"The process did not start by itself. {(_heard.IsCompleted ? (await _complaints).Trim() : "It waits for something.")}");
        }
    }

    private async Task HearAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["starting"]:
                    _starting.TrySetResult();
                    break;
                case ["ready"]:
                    _ready.TrySetResult();
                    break;
                case ["recorded", var writer, var number, "."]:
                    Recorded[int.Parse(writer, CultureInfo.InvariantCulture)] = int.Parse(number, CultureInfo.InvariantCulture);
                    RecordedInAll++;
                    _recorded.TrySetResult();
                    break;
                case ["backup", var file]:
                    Backups.Add(file);
                    break;
            }
        }
    }
}
