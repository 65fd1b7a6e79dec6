using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What a move into a stage asks for: given, or marked as not stated by who has a source.</summary>
public sealed class GateRules
{
    /// <summary>Each stage with a gate, with a stage from which a move forward or aside leads into it.</summary>
    public static TheoryData<string, Stage, Stage> Gates
    {
        get
        {
            TheoryData<string, Stage, Stage> gates = [];
            foreach (var (name, (kind, form)) in Some.Lifecycles)
            {
                var lifecycle = Lifecycle.Of(kind, form);
                foreach (var rule in lifecycle.All.Where(r => r.Facts.Count + r.Conditions.Count > 0))
                {
                    gates.Add(name, lifecycle.All.First(f => lifecycle.Move(f.Stage, rule.Stage) is MoveKind.Forward or MoveKind.Aside).Stage, rule.Stage);
                }
            }

            return gates;
        }
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void Who_gives_all_is_not_refused(string name, Stage from, Stage to)
    {
        // A plan comes into force by itself where its period is known, and at once where it is not.
        var item = Some.Item(name, from, to is Stage.InForce or Stage.Ended ? Some.Profile : Some.Ahead);

        item.Record(item.Move(to));

        Assert.Equal(to, item.On(10).Stage);
        Assert.Empty(item.On(10).MissingFacts);
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void Each_missing_fact_is_refused_by_its_own_name(string name, Stage from, Stage to)
    {
        var item = Some.Item(name, from);
        var full = item.Move(to);

        foreach (var fact in item.Lifecycle.Rule(to).Facts.Where(f => f != Fact.Day))
        {
            var without = full with { Facts = full.Facts.Where(f => f.Key != fact).ToDictionary() };
            var blank = full with { Facts = full.Facts.ToDictionary(f => f.Key, f => f.Key == fact ? "  " : f.Value) };

            Assert.Equal([$"{name}.{Kebab(fact)}"], item.RulesAgainst(without));
            Assert.Equal([$"{name}.{Kebab(fact)}"], item.RulesAgainst(blank));
        }
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void All_that_is_missing_is_said_at_once(string name, Stage from, Stage to)
    {
        var item = Some.Item(name, from, Some.Profile with { Bodies = [] });
        item.Record(Some.Update(5) with { Milestones = [new(1, MilestoneAct.Add, "First course")] });
        var rule = item.Lifecycle.Rule(to);

        var rules = item.RulesAgainst(Some.Update(10, to), around: new(LinesWithoutOutcome: ["POA-1.2.3"]));

        Assert.Equal(
            rule.Facts.Where(f => f != Fact.Day).Select(f => $"{name}.{Kebab(f)}").Concat(rule.Conditions.Select(c => $"{name}.{Kebab(c)}")).Order(),
            rules.Order());
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void Not_stated_is_accepted_with_a_source_and_listed_as_missing(string name, Stage from, Stage to)
    {
        var item = Some.Item(name, from);
        var facts = item.Lifecycle.Rule(to).Facts;

        item.Record(item.Move(to) with { Facts = new Dictionary<Fact, string>(), NotStated = facts });

        Assert.Equal(facts.Order(), item.On(10).MissingFacts);
        Assert.Equal(facts.Count, item.SpanOn(Some.Day(10)).MissingFacts);
    }

    [Theory]
    [MemberData(nameof(Gates))]
    public void Not_stated_is_refused_first_hand(string name, Stage from, Stage to)
    {
        var item = Some.Item(name, from);
        var facts = item.Lifecycle.Rule(to).Facts;

        var rules = item.RulesAgainst(item.Move(to) with { Facts = new Dictionary<Fact, string>(), NotStated = facts, Evidence = [] });

        Assert.Empty(facts.Select(f => $"{name}.{Kebab(f)}").Except(rules));
    }

    [Fact]
    public void Not_stated_without_a_stage_needs_a_source_too()
    {
        var item = Some.Centre(Stage.Agreed);

        Assert.Equal(["evidence.not-stated"], item.RulesAgainst(Some.Update() with { NotStated = [Fact.Place] }));
    }

    [Fact]
    public void A_centre_is_not_opened_without_its_day_place_and_evidence()
    {
        var centre = Some.Centre(Stage.SettingUp);

        Assert.Equal(["centre.place", "centre.source"], centre.RulesAgainst(Some.Update(10, Stage.Opened)));
    }

    [Fact]
    public void A_missing_fact_is_filled_in_by_a_later_report()
    {
        var centre = Some.Centre(Stage.SettingUp);
        centre.Record(Some.Update(10, Stage.Opened) with { Evidence = [Some.Page], NotStated = [Fact.Place] });
        centre.Record(Some.Update(20, null, (Fact.Place, "Jakarta")));

        Assert.Equal([Fact.Place], centre.On(19).MissingFacts);
        Assert.Empty(centre.On(20).MissingFacts);
        Assert.Equal("Jakarta", centre.On(20).FactsGiven[Fact.Place]);
    }

    [Fact]
    public void A_blank_does_not_fill_in_what_is_missing()
    {
        var centre = Some.Centre(Stage.SettingUp);
        centre.Record(Some.Update(10, Stage.Opened) with { Evidence = [Some.Page], NotStated = [Fact.Place] });

        Assert.Equal(["update.empty"], centre.RulesAgainst(Some.Update(20, null, (Fact.Place, " "))));
        centre.Record(Some.Update(20, null, (Fact.Place, " ")) with { Note = "A visit." });

        Assert.Equal([Fact.Place], centre.On(20).MissingFacts);
    }

    [Fact]
    public void What_a_pause_interrupts_still_lacks_what_it_lacked()
    {
        var centre = Some.Centre(Stage.SettingUp);
        centre.Record(Some.Update(10, Stage.Opened) with { Evidence = [Some.Page], NotStated = [Fact.Place] });
        centre.After(centre.Move(Stage.OnHold, 20), Some.Update(30, Stage.Opened));

        Assert.Equal([Fact.Place], centre.On(30).MissingFacts);
    }

    [Fact]
    public void What_an_opening_does_not_say_is_listed_as_missing()
    {
        var centre = Some.Centre(Stage.Opened);

        Assert.Equal([Fact.Place], centre.On(0).MissingFacts);
    }

    [Fact]
    public void A_planned_commitment_has_a_lead_and_a_target_or_none()
    {
        var item = Some.Commitment(profile: Some.Profile with { Bodies = [] });

        Assert.Equal(["commitment.lead", "commitment.target-or-none"], item.RulesAgainst(Some.Update(10, Stage.Planned)));
        Assert.Equal(["commitment.lead"], item.RulesAgainst(Some.Update(10, Stage.Planned) with { NoDateSet = true }));
        Assert.Equal(["commitment.lead"], item.RulesAgainst(Some.Update(10, Stage.Planned) with { Target = new("in 2021") }));
        Assert.Empty(item.RulesAgainst(Some.Update(10, Stage.Planned) with { Evidence = [Some.Page] }));
    }

    [Fact]
    public void A_commitment_with_an_open_milestone_is_not_completed()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(Some.Update(5) with { Milestones = [new(1, MilestoneAct.Add, "First course")] });

        Assert.Equal(["commitment.milestones-met"], item.RulesAgainst(item.Move(Stage.Completed)));
        Assert.Empty(item.RulesAgainst(item.Move(Stage.Completed) with { Milestones = [new(1, MilestoneAct.Meet)] }));
        Assert.Empty(item.RulesAgainst(item.Move(Stage.Completed) with { Milestones = [new(1, MilestoneAct.Drop)] }));
    }

    [Fact]
    public void Ratifications_are_so_many_of_so_many()
    {
        Assert.All(["7 of 11", "0 of 2", "11 of 11"], t => Assert.True(Facts.IsUsable(Fact.Ratifications, t)));
        Assert.All(["7", "12 of 11", "-1 of 11", "seven of eleven", "0 of 0", ""], t => Assert.False(Facts.IsUsable(Fact.Ratifications, t)));
    }

    [Fact]
    public void A_final_report_waits_for_the_outcome_of_every_line()
    {
        var plan = Some.Plan(Stage.Ended);

        Assert.Equal(["plan.lines-have-outcomes"], plan.RulesAgainst(plan.Move(Stage.FinalReportAdopted), around: new(LinesWithoutOutcome: ["POA-1.2.3"])));
        Assert.Empty(plan.RulesAgainst(plan.Move(Stage.FinalReportAdopted), around: new(LinesWithoutOutcome: [])));
    }

    internal static string Kebab(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}")).ToLowerInvariant();
}
