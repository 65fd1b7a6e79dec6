using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

/// <summary>What the lists of continuing items, positions, proposals and references say beside their rows.</summary>
public sealed class NatureQueryRules
{
    private static readonly DateOnly Day = Some.Day;

    [Fact]
    public async Task A_proposal_says_who_proposed_it_and_since_when_it_is_one()
    {
        await using var database = await RegisterAsync(Nature.Proposal, p => p with { Proposer = "ROK" });

        var row = (await OfAsync(database, Nature.Proposal, Day.AddDays(9))).Rows["IDEA"];

        Assert.Equal("Republic of Korea", row.Of?.Name);
        Assert.Equal(Day, row.Since);
    }

    [Fact]
    public async Task What_became_a_proposal_later_is_one_since_that_day()
    {
        await using var database = await RegisterAsync(Nature.Position, p => p);
        await database.Get<ReviseItem>().ExecuteAsync("IDEA", new Revision { On = Day.AddDays(5), Nature = Nature.Proposal, Proposer = "ASEAN" }, await database.PersonAsync(Role.RegisterKeeper));

        var row = (await OfAsync(database, Nature.Proposal, Day.AddDays(9))).Rows["IDEA"];

        Assert.Equal(Day.AddDays(5), row.Since);
        Assert.Equal("ASEAN", row.Of?.Name);
    }

    [Fact]
    public async Task A_reference_says_whose_it_is_and_not_who_proposed_it()
    {
        await using var database = await RegisterAsync(Nature.Reference, p => p with { Owner = "ASEAN", Proposer = "ROK" });

        Assert.Equal("ASEAN", (await OfAsync(database, Nature.Reference, Day)).Rows["IDEA"].Of?.Name);
    }

    [Fact]
    public async Task A_position_says_who_states_it_in_the_latest_document_that_names_it()
    {
        await using var database = await RegisterAsync(Nature.Position, p => p with
        {
            Mentions = [new("STATEMENT", 2, "The ROK", "emphasised", Strength.Acknowledged), new("STATEMENT", 1, "We", "underscored", Strength.Acknowledged)],
        });

        var row = (await OfAsync(database, Nature.Position, Day)).Rows["IDEA"];

        Assert.Null(row.Of);
        Assert.Equal(new Naming("STATEMENT", "A statement", Day, 1, "We", "underscored"), row.Latest);
    }

    [Fact]
    public async Task Continuing_items_are_quiet_once_their_latest_activity_is_older_than_the_reporting_cycle()
    {
        await using var database = await RegisterAsync(Nature.Continuing, p => p);
        var last = Day.AddDays(ReportingRules.Default.ReportingCycle);

        Assert.Equal(0, (await OfAsync(database, Nature.Continuing, last)).Quiet);
        Assert.Equal(1, (await OfAsync(database, Nature.Continuing, last.AddDays(1))).Quiet);
        Assert.Equal(Day.AddDays(1), (await OfAsync(database, Nature.Continuing, last.AddDays(1))).RecentFrom);
    }

    [Fact]
    public async Task What_the_list_is_narrowed_to_narrows_what_is_quiet()
    {
        await using var database = await RegisterAsync(Nature.Continuing, p => p);

        var elsewhere = await database.Get<NatureQuery>().OfAsync(Nature.Continuing, new() { Pillars = [Pillar.SocioCultural] }, [], Day.AddDays(400));

        Assert.Equal(0, elsewhere.Quiet);
    }

    [Fact]
    public async Task Every_list_of_the_register_is_told_whole()
    {
        await using var database = await TestDatabase.SeededAsync();
        foreach (var nature in new[] { Nature.Continuing, Nature.Position, Nature.Proposal, Nature.Reference })
        {
            var filter = new RegisterFilter { Natures = [nature] };
            var page = await database.Get<RegisterQuery>().PageAsync(filter, database.Today);

            var view = await database.Get<NatureQuery>().OfAsync(nature, filter, [.. page.Rows.Select(r => r.Code)], database.Today);

            Assert.Equal(page.Rows.Select(r => r.Code).Order(), view.Rows.Keys.Order());
            Assert.All(view.Rows.Values, r => Assert.True(nature != Nature.Proposal || r.Of is not null));
            Assert.Equal(nature != Nature.Continuing, view.Rows.Values.Any(r => r.Latest is not null));
        }
    }

    private static Task<NatureView> OfAsync(TestDatabase database, Nature nature, DateOnly day) =>
        database.Get<NatureQuery>().OfAsync(nature, new() { Natures = [nature] }, ["IDEA"], day);

    private static async Task<TestDatabase> RegisterAsync(Nature nature, Func<Profile, Profile> with)
    {
        var database = await Some.RegisterAsync();
        var opening = Some.Opening("An idea", null);
        await database.Get<AddItem>().ExecuteAsync("IDEA", Kind.Commitment, Form.None, opening with { Profile = with(opening.Profile with { Nature = nature }) }, await database.PersonAsync(Role.RegisterKeeper));
        return database;
    }
}
