using Tracker.Domain.Bodies;

namespace Tracker.Domain.Tests;

/// <summary>Who may hand their items over to whom, and on which days.</summary>
public class HandOverRules
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTime Now = new(2026, 11, 24, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Giver = Person("Giver", Role.Official, Side.Rok, "ROK-MOFA");
    private static readonly Actor Taker = Person("Taker", Role.Official, Side.Rok, "ROK-MOE");

    private static Actor Person(string name, Role role, Side? side, params string[] bodies) =>
        new(Guid.CreateVersion7(), name, role, side, bodies.ToHashSet());

    private static IEnumerable<string> RulesAgainst(Actor from, Actor? to, DateOnly? first, DateOnly? last = null, params HandOver[] others) =>
        HandOver.ObjectionsTo(new(first, last), from, to, others, Today).Select(r => r.Rule);

    [Fact]
    public void Items_are_handed_to_an_official_or_a_register_keeper_of_the_same_side()
    {
        Assert.Empty(RulesAgainst(Giver, Taker, Today));
        Assert.Empty(RulesAgainst(Giver, Person("Keeper", Role.RegisterKeeper, Side.Rok, "ROK"), Today));
        Assert.Equal(["handover.side"], RulesAgainst(Giver, Person("Other", Role.Official, Side.Asean, "ASEAN"), Today));
        Assert.Equal(["handover.side"], RulesAgainst(Giver with { Side = null }, Taker with { Side = null }, Today));
        Assert.Equal(["handover.role"], RulesAgainst(Giver, Taker with { Role = Role.Manager }, Today));
        Assert.Equal(["handover.self"], RulesAgainst(Giver, Giver, Today));
        Assert.Equal(["handover.to"], RulesAgainst(Giver, null, Today));
    }

    [Fact]
    public void Only_who_records_updates_and_has_a_body_of_their_own_hands_over()
    {
        Assert.Equal(["handover.from"], RulesAgainst(Giver with { Role = Role.Manager }, Taker, Today));
        Assert.Equal(["handover.from"], RulesAgainst(Giver with { Bodies = new HashSet<string> { "ROK-MOE" }, OwnBodies = new HashSet<string>() }, Taker, Today));
        Assert.Contains("handover.from", RulesAgainst(Actor.Anonymous, Taker, Today));
    }

    [Fact]
    public void The_days_begin_today_or_later_and_end_no_earlier()
    {
        Assert.Equal(["handover.first"], RulesAgainst(Giver, Taker, null));
        Assert.Equal(["handover.first"], RulesAgainst(Giver, Taker, Today.AddDays(-1)));
        Assert.Equal(["handover.last"], RulesAgainst(Giver, Taker, Today.AddDays(2), Today.AddDays(1)));
        Assert.Empty(RulesAgainst(Giver, Taker, Today.AddDays(2), Today.AddDays(2)));
    }

    [Fact]
    public void On_a_day_the_items_are_handed_to_one_person_only()
    {
        var week = HandOver.Make(new(Today, Today.AddDays(6)), Giver, Taker, [], Today, Now);

        Assert.Equal(["handover.overlap"], RulesAgainst(Giver, Taker, Today.AddDays(6), null, week));
        Assert.Empty(RulesAgainst(Giver, Taker, Today.AddDays(7), null, week));

        week.End(Giver, Today, Now);
        Assert.Empty(RulesAgainst(Giver, Taker, Today, null, week));
    }

    [Fact]
    public void It_is_in_force_from_its_first_to_its_last_day_both_included()
    {
        var some = HandOver.Make(new(Today.AddDays(1), Today.AddDays(2)), Giver, Taker, [], Today, Now);
        var good = HandOver.Make(new(Today, null), Giver, Taker, [], Today, Now);

        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(d => some.IsInForceOn(Today.AddDays(d))));
        Assert.True(good.IsInForceOn(DateOnly.MaxValue));
    }

    [Fact]
    public void Either_of_the_two_or_an_administrator_ends_it_once()
    {
        foreach (var by in new[] { Giver, Taker, Person("Admin", Role.Administrator, null) })
        {
            var handOver = HandOver.Make(new(Today, null), Giver, Taker, [], Today, Now);

            handOver.End(by, Today, Now.AddHours(1));

            Assert.Equal((by.PersonId, by.Name, Now.AddHours(1), false), (handOver.EndedById!.Value, handOver.EndedByName, handOver.EndedAt, handOver.IsInForceOn(Today)));
            Assert.Equal("handover.over", Assert.Throws<RefusedException>(() => handOver.End(by, Today, Now)).Refusals[0].Rule);
        }

        var theirs = HandOver.Make(new(Today, null), Giver, Taker, [], Today, Now);
        Assert.Equal("handover.end", Assert.Throws<RefusedException>(() => theirs.End(Person("Other", Role.RegisterKeeper, Side.Rok, "ROK"), Today, Now)).Refusals[0].Rule);
    }
}
