using Tracker.CrashLoop;

namespace Tracker.Web.Tests;

/// <summary>The program Tracker.CrashLoop, for a short while.</summary>
public sealed class Crashes : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-crash-").FullName;
    private readonly StringWriter _said = new();

    [Fact]
    public async Task Killed_at_any_instant_it_starts_by_itself_and_has_all_that_it_acknowledged_once()
    {
        var survived = await new Loop(_folder, Random.Shared.Next(1_000_000), _said).RunAsync(30);

        Assert.True(survived.Acknowledged > 0 && survived.Backups > 0, $"The kills came too early to show anything: {survived}.");
        Assert.True(survived.InTime[Moment.FirstStart] > 0 && survived.InTime[Moment.Migration] > 0, $"The kills came too late to show anything: {survived}.");
    }

    [Fact]
    public async Task The_kills_find_out_an_acknowledgement_that_came_too_early()
    {
        var loss = await Assert.ThrowsAsync<LossException>(() => new Loop(_folder, 1, _said, lies: true).RunAsync(5));

        Assert.Contains("was told that", loss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_32_writers_at_once_none_loses_anything_or_sees_another_error_than_the_honest_conflict()
    {
        var crowded = await new Crowd(_folder, 1, _said).RunAsync(TimeSpan.FromSeconds(5));

        Assert.True(crowded.Recorded > 32 && crowded.Conflicts > 0 && crowded.Twice > 0, $"They did not meet: {crowded}.");
    }

    public void Dispose()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(_said.ToString());
        _said.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
