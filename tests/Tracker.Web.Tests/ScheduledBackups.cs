using Microsoft.Extensions.Time.Testing;
using Tracker.Application.Storage;

namespace Tracker.Web.Tests;

/// <summary>The running application makes backups by itself.</summary>
public sealed class ScheduledBackups : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private readonly RunningTracker _tracker;

    public ScheduledBackups() => _tracker = new(_clock);

    private Backups Backups => _tracker.Get<Backups>();

    [Fact]
    public async Task The_one_that_is_due_is_made_and_the_next_when_that_is()
    {
        _clock.Advance(TimeSpan.FromMinutes(59));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Empty(Backups.Kept());

        await PassAsync(TimeSpan.FromMinutes(2), () => Backups.Kept().Count == 1);

        var next = Backups.DueAt()!.Value;
        await PassAsync(next - _clock.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(1), () => Backups.Kept().Count == 2);
    }

    [Fact]
    public async Task One_that_failed_is_made_when_its_cause_is_gone()
    {
        // A file stands in the place of the folder.
        await File.WriteAllTextAsync(Backups.Folder, "in the way", TestContext.Current.CancellationToken);
        await PassAsync(TimeSpan.FromMinutes(61), () => Backups.LastFailure is not null);
        File.Delete(Backups.Folder);

        await PassAsync(TimeSpan.FromMinutes(16), () => Backups.LastFailure is null);

        Assert.Single(Backups.Kept());
    }

    public void Dispose() => _tracker.Dispose();

    private async Task PassAsync(TimeSpan time, Func<bool> happened)
    {
        _clock.Advance(time);
        for (var waits = 0; !happened(); waits++)
        {
            Assert.True(waits < 600, "It did not happen.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
