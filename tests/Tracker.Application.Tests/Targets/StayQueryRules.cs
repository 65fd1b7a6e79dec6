using Tracker.Application.Items;
using Tracker.Application.Targets;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Targets;

/// <summary>How long items dwell at each stage.</summary>
public sealed class StayQueryRules
{
    private static readonly DateOnly Day = Some.Day;

    [Fact]
    public async Task Days_run_from_the_day_a_stage_was_reached_until_it_was_left_that_day_not_included()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await MoveAsync(database, keeper, 30, Stage.OnHold, (Fact.Reason, "Rains."), (Fact.ReviewDay, "2026-12-31"));
        await MoveAsync(database, keeper, 40, Stage.Proposed, (Fact.Reason, "The rains ended."));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Day.AddDays(45), "Nothing new."), keeper);
        await MoveAsync(database, keeper, 50, Stage.Agreed, (Fact.DecidingBody, "Ministers"));

        var stays = await CentresAsync(database, Day.AddDays(57));

        // Twice at Proposed, 30 and 10 days, around a pause of 10; what was passed over has no stay.
        Assert.Equal(new(Stage.Proposed, 1, 0, 2, 20, 10, 30, null, null), stays[Stage.Proposed]);
        Assert.Equal(new(Stage.OnHold, 1, 0, 1, 10, 10, 10, null, null), stays[Stage.OnHold]);
        Assert.Equal(new(Stage.Agreed, 1, 1, 0, null, null, null, 7, new("CENTRE", "A centre", Day.AddDays(50), 7)), stays[Stage.Agreed]);
        Assert.Equal(new(Stage.StudyUnderWay, 0, 0, 0, null, null, null, null, null), stays[Stage.StudyUnderWay]);
        Assert.Equal(Lifecycle.Centre.Path.Select(r => r.Stage).Append(Stage.OnHold), stays.Keys);
    }

    [Fact]
    public async Task As_of_a_day_what_came_later_is_unseen()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await MoveAsync(database, keeper, 50, Stage.Agreed, (Fact.DecidingBody, "Ministers"));

        Assert.Equal((1, 49), ((await CentresAsync(database, Day.AddDays(49)))[Stage.Proposed].Now, (await CentresAsync(database, Day.AddDays(49)))[Stage.Proposed].MedianSoFar));
        Assert.Equal((0, 50), ((await CentresAsync(database, Day.AddDays(50)))[Stage.Proposed].Now, (await CentresAsync(database, Day.AddDays(50)))[Stage.Proposed].Median));
        Assert.Equal(0, (await CentresAsync(database, Day.AddDays(50)))[Stage.Agreed].MedianSoFar);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_figure_is_what_reading_each_day_of_each_journal_gives(int seed)
    {
        await using var database = await AnyRegister.OfAsync(seed, 40);
        var items = await AnyRegister.ItemsAsync(database);
        foreach (var day in new[] { Day.AddDays(25), Day.AddDays(100) })
        {
            List<(string Life, Stage? Stage, string Code, int Days, bool IsOver)> stays = [];
            foreach (var item in items.Where(i => i.StateOn(day) is not null))
            {
                (Stage? Stage, int Days)? run = null;
                for (var on = Day; on <= day; on = on.AddDays(1))
                {
                    if (item.StateOn(on) is not { } state)
                    {
                        continue;
                    }

                    if (run is { } over && over.Stage != state.Stage)
                    {
                        stays.Add((item.Lifecycle.Name, over.Stage, item.Code, over.Days, true));
                        run = null;
                    }

                    run = (state.Stage, (run?.Days ?? 0) + 1);
                }

                stays.Add((item.Lifecycle.Name, run!.Value.Stage, item.Code, run.Value.Days - 1, false));
            }

            var lives = await database.Get<StayQuery>().AsOfAsync(new(), day, TestContext.Current.CancellationToken);

            Assert.Equal(items.Count(i => i.StateOn(day) is not null), lives.Sum(l => l.Items));
            Assert.Equal(
                stays.Select(s => (s.Life, s.Stage)).Distinct().Count(),
                lives.Sum(l => l.Stages.Count(s => s.Ever > 0)));
            foreach (var (life, row) in lives.SelectMany(l => l.Stages.Select(s => (l.Lifecycle.Name, s))))
            {
                var here = stays.Where(s => s.Life == life && s.Stage == row.Stage).ToList();
                var (over, now) = (here.Where(s => s.IsOver).Select(s => s.Days).Order().ToList(), here.Where(s => !s.IsOver).ToList());
                Assert.Equal((here.Select(s => s.Code).Distinct().Count(), now.Count, over.Count), (row.Ever, row.Now, row.Completed));
                Assert.Equal((MiddleOf(over), over.Count == 0 ? null : over[0], over.Count == 0 ? null : (int?)over[^1]), (row.Median, row.Shortest, row.Longest));
                Assert.Equal(MiddleOf([.. now.Select(s => s.Days).Order()]), row.MedianSoFar);
                Assert.Equal(now.OrderByDescending(s => s.Days).ThenBy(s => s.Code, StringComparer.Ordinal).Select(s => s.Code).FirstOrDefault(), row.LongestNow?.Code);
            }
        }
    }

    private static int? MiddleOf(List<int> sorted) =>
        sorted.Count == 0 ? null : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (int)Math.Floor((sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2.0);

    private static Task<int> MoveAsync(TestDatabase database, Guid keeper, int on, Stage stage, params (Fact Fact, string Text)[] facts) =>
        database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new Update { On = Day.AddDays(on), Stage = stage, Facts = facts.ToDictionary(f => f.Fact, f => f.Text) }, keeper);

    private static async Task<Dictionary<Stage, StageStays>> CentresAsync(TestDatabase database, DateOnly day) =>
        (await database.Get<StayQuery>().AsOfAsync(new(Kind: Kind.Centre), day, TestContext.Current.CancellationToken)).Single().Stages.ToDictionary(s => s.Stage!.Value);
}
