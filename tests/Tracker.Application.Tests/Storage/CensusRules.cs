using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

/// <summary>What stands in memory follows every deed, of this process and of others.</summary>
public sealed class CensusRules
{
    [Fact]
    public async Task Every_deed_is_in_the_next_count_of_every_process()
    {
        await using var database = await Some.RegisterAsync();
        await using var other = database.NewServices();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        Func<Task>[] deeds =
        [
            () => database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), keeper),
            () => database.Get<AddItem>().ExecuteAsync("ANOTHER", Kind.Centre, Form.Centre, Some.Opening("Another centre", Stage.Proposed), keeper),
            () => other.GetRequiredService<ReviseItem>().ExecuteAsync("ANOTHER", new Revision { On = database.Today, Nature = Nature.Continuing, Note = "It goes on." }, keeper),
            () => other.GetRequiredService<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = database.Today, Nature = Nature.Reference, Note = "It belongs to one side." }, keeper),
            () => database.Get<VoidEntry>().ExecuteAsync("ANOTHER", 2, "A slip.", keeper),
            () => database.Get<VoidEntry>().ExecuteAsync("ANOTHER", 1, "Another register's.", keeper),
        ];
        await AssertCountedAsync(database, database.Services, other);

        foreach (var deed in deeds)
        {
            await deed();

            await AssertCountedAsync(database, database.Services, other);
        }
    }

    [Fact]
    public async Task An_entry_on_a_plan_counts_its_line_anew_although_the_line_has_no_entry()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<int> InsideAsync() => (await database.Get<OverviewQuery>().AsOfAsync(database.Today))[Figure.CountsInside];
        Assert.Equal(1, await InsideAsync());

        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = database.Today, Nature = Nature.Reference, Note = "It belongs to one side." }, keeper);

        Assert.Equal(0, await InsideAsync());
    }

    [Fact]
    public async Task What_went_on_over_time_is_what_the_overview_shows_on_each_of_the_days()
    {
        await using var database = await TestDatabase.SeededAsync();
        var overview = database.Get<OverviewQuery>();

        var points = (await overview.AsOfAsync(database.Today)).OverTime.Points;

        Assert.Equal(database.Today, points[^1].Day);
        Assert.Equal(points.Select(p => p.Day).Distinct().Order(), points.Select(p => p.Day));
        Assert.True(points.Count > 5);
        foreach (var point in points)
        {
            var then = await overview.AsOfAsync(point.Day);
            Assert.Equal((then[Figure.NotStarted], then[Figure.UnderWay], then[Figure.Delivered]), (point.NotStarted, point.UnderWay, point.Delivered));
        }
    }

    /// <summary>Both processes count what somebody counts who has just begun, on a day before and after.</summary>
    private static async Task AssertCountedAsync(TestDatabase database, params IServiceProvider[] processes)
    {
        await using var afresh = database.NewServices();
        foreach (var day in new[] { Some.Day.AddDays(5), database.Today })
        {
            var expected = await CountsAsync(afresh, day);
            Assert.NotEqual(0, expected["counted"]);
            foreach (var process in processes)
            {
                Assert.Equal(expected, await CountsAsync(process, day));
            }
        }
    }

    private static async Task<Dictionary<string, int>> CountsAsync(IServiceProvider process, DateOnly day)
    {
        var counts = (await process.GetRequiredService<OverviewQuery>().AsOfAsync(day)).Figures.ToDictionary(f => f.Key, f => f.Value.Value);
        var register = await process.GetRequiredService<RegisterQuery>().PageAsync(new(), day);
        counts["rows"] = register.Total;
        Assert.Equal(register.Rows.Count, register.Total);
        return counts;
    }
}
