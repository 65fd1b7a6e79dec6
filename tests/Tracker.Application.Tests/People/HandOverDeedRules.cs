using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.People;

/// <summary>What a hand-over gives, to whom, on which days, and what it does not give.</summary>
public class HandOverDeedRules
{
    private static async Task<(TestDatabase Database, Guid Giver, Guid Taker)> TwoAsync()
    {
        var database = await Some.RegisterAsync();
        await using var db = database.Context();
        db.Bodies.Add(new("ROK-MOE", "Ministry of Environment", Side.Rok, BodyKind.Ministry, "ROK"));
        await db.SaveChangesAsync();
        return (database, await database.PersonAsync(Role.Official, "ROK"), await database.PersonAsync(Role.Official, "ROK-MOE"));
    }

    private static async Task<string?> RuleAgainstUpdateAsync(TestDatabase database, Guid person)
    {
        var refusals = await database.Get<RecordUpdate>().ObjectionsAsync("CENTRE", Some.Note(database.Today, "Talks go on."), person);
        return refusals.Count == 0 ? null : refusals[0].Rule;
    }

    private static async Task<int> MineAsync(TestDatabase database, Guid person) =>
        (await database.Get<MyItemsQuery>().PageAsync(await database.Get<PeopleQuery>().WhoIsAsync(person), 1)).Total;

    private static Task<Guid> HandAsync(TestDatabase database, Guid giver, Guid? taker, int first = 0, int? last = null) =>
        database.Get<HandItemsOver>().ExecuteAsync(taker, new(database.Today.AddDays(first), last is { } days ? database.Today.AddDays(days) : null), giver);

    [Fact]
    public async Task On_its_days_the_other_has_the_items_in_their_list_may_update_them_and_is_reminded_of_them()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", GiveRemindersTarget(database), giver);
        await HandAsync(database, giver, taker, first: 1, last: 2);
        List<(string? Rule, int Mine)> days = [];

        for (var day = 0; day < 4; day++)
        {
            days.Add((await RuleAgainstUpdateAsync(database, taker), await MineAsync(database, taker)));
            if (day == 1)
            {
                await database.Get<GiveReminders>().ExecuteAsync();
            }

            database.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([("permission.update", 0), (null, 3), (null, 3), ("permission.update", 0)], days);
        Assert.Equal(1, await database.Get<RemindersQuery>().UnreadAsync(taker));
    }

    private static Update GiveRemindersTarget(TestDatabase database) =>
        new() { On = database.Today, Target = new("soon", null, database.Today.AddDays(25)) };

    [Fact]
    public async Task Its_days_are_those_of_the_organisations_time_zone()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        await HandAsync(database, giver, taker, first: 1, last: 1);

        database.Clock.SetUtcNow(new(2026, 11, 24, 16, 59, 0, TimeSpan.Zero)); // 23:59 in Jakarta
        Assert.NotNull(await RuleAgainstUpdateAsync(database, taker));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await RuleAgainstUpdateAsync(database, taker));
    }

    [Fact]
    public async Task Ended_early_it_gives_nothing_from_that_moment_and_says_who_ended_it()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        var id = await HandAsync(database, giver, taker);
        Assert.Null(await RuleAgainstUpdateAsync(database, taker));

        await database.Get<HandItemsOver>().EndAsync(id, taker);

        Assert.Equal("permission.update", await RuleAgainstUpdateAsync(database, taker));
        var row = Assert.Single((await database.Get<HandOversQuery>().OfAsync(giver))!.Given);
        Assert.Equal((HandOverState.Over, taker), (row.State, row.HandOver.EndedById));
        Assert.Equal("handover.unknown", (await Assert.ThrowsAsync<RefusedException>(() => database.Get<HandItemsOver>().EndAsync(Guid.NewGuid(), giver))).Refusals[0].Rule);
    }

    [Fact]
    public async Task What_was_handed_over_is_not_handed_on()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        var third = await database.PersonAsync(Role.Official, "ROK-MOFA");
        await HandAsync(database, giver, taker);

        await HandAsync(database, taker, third);

        Assert.Null(await RuleAgainstUpdateAsync(database, taker));
        Assert.Equal("permission.update", await RuleAgainstUpdateAsync(database, third));
        var without = await database.PersonAsync(Role.Official);
        Assert.Contains("handover.from", (await Assert.ThrowsAsync<RefusedException>(() => HandAsync(database, without, third))).Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task Nobody_gains_a_side_or_confirms_what_they_recorded_by_it()
    {
        var (database, giver, _) = await TwoAsync();
        await using var _ = database;
        var keeper = await database.PersonAsync(Role.RegisterKeeper, "ROK-MOE");
        await HandAsync(database, giver, keeper);
        var sequence = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Talks go on."), keeper);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<AssessEntry>().ExecuteAsync("CENTRE", sequence, Verdict.Confirmed, null, keeper));

        Assert.Equal("assessment.own", refused.Refusals[0].Rule);
        var actor = await database.Get<PeopleQuery>().WhoIsAsync(keeper);
        Assert.Equal(Side.Rok, actor.Side);
        Assert.Equal(["ROK-MOE"], actor.OwnBodies);
        Assert.Contains("ROK-MOFA", actor.Bodies);
    }

    [Fact]
    public async Task It_gives_nothing_while_the_two_are_of_different_sides_or_the_giver_no_longer_records()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        var administrator = await database.PersonAsync(Role.Administrator);
        await HandAsync(database, giver, taker);
        var change = database.Get<ChangePerson>();

        await change.ExecuteAsync(giver, Role.Viewer, ["ROK"], administrator);
        Assert.Equal("permission.update", await RuleAgainstUpdateAsync(database, taker));

        await change.ExecuteAsync(giver, Role.Official, ["ROK"], administrator);
        Assert.Null(await RuleAgainstUpdateAsync(database, taker));

        await change.ExecuteAsync(taker, Role.Official, ["ASEAN"], administrator);
        Assert.Equal("permission.update", await RuleAgainstUpdateAsync(database, taker));
        Assert.NotNull(Assert.Single((await database.Get<HandOversQuery>().OfAsync(giver))!.Given).GivesNothing);
    }

    [Fact]
    public async Task It_stays_in_force_when_the_givers_account_is_closed_until_an_administrator_ends_it()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        var administrator = await database.PersonAsync(Role.Administrator);
        var id = await HandAsync(database, giver, taker);
        await database.Get<DisablePerson>().ExecuteAsync(giver, administrator);

        Assert.Null(await RuleAgainstUpdateAsync(database, taker));
        Assert.Null(Assert.Single(await database.Get<HandOversQuery>().ConcerningAsync(giver, administrator)).GivesNothing);
        await database.Get<HandItemsOver>().EndAsync(id, administrator);
        Assert.Equal("permission.update", await RuleAgainstUpdateAsync(database, taker));
        await Assert.ThrowsAsync<RefusedException>(() => database.Get<HandOversQuery>().ConcerningAsync(giver, taker));
    }

    [Fact]
    public async Task A_closed_account_takes_nothing_over()
    {
        var (database, giver, taker) = await TwoAsync();
        await using var _ = database;
        await database.Get<DisablePerson>().ExecuteAsync(taker, await database.PersonAsync(Role.Administrator));

        Assert.Equal(["handover.to"], (await Assert.ThrowsAsync<RefusedException>(() => HandAsync(database, giver, taker))).Refusals.Select(r => r.Rule));
        Assert.DoesNotContain((await database.Get<HandOversQuery>().OfAsync(giver))!.Takers, t => t.Id == taker);
    }
}
