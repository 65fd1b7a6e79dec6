using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Plans;

/// <summary>What a plan becomes by itself as its period begins and ends.</summary>
public sealed class PlanPeriodRules
{
    private static readonly Period Period = new("2021", Some.Day(50), Some.Day(100));

    [Fact]
    public void An_adopted_plan_is_in_force_from_its_first_day()
    {
        var plan = Some.Plan(Stage.Adopted, Period);

        Assert.Equal((Stage.Adopted, Some.Day(0)), (plan.On(49).Stage, plan.On(49).StageOn));
        Assert.Equal((Stage.InForce, Some.Day(50)), (plan.On(50).Stage, plan.On(50).StageOn));
    }

    [Fact]
    public void A_plan_adopted_within_its_period_is_in_force_from_adoption()
    {
        var plan = Some.Plan(Stage.Drafting, Period);
        plan.Record(plan.Move(Stage.Adopted, 60));

        Assert.Equal(Stage.Drafting, plan.On(59).Stage);
        Assert.Equal((Stage.InForce, Some.Day(60)), (plan.On(60).Stage, plan.On(60).StageOn));
    }

    [Fact]
    public void A_plan_without_a_period_is_in_force_from_adoption_and_does_not_end_by_itself()
    {
        var plan = Some.Plan(Stage.Adopted);

        Assert.Equal(Stage.InForce, plan.On(0).Stage);
        Assert.Equal(Stage.InForce, plan.On(100_000).Stage);
    }

    [Fact]
    public void A_plan_ends_on_the_day_after_its_last()
    {
        var plan = Some.Plan(Stage.Adopted, Period);

        Assert.Equal(Stage.InForce, plan.On(100).Stage);
        Assert.Equal((Stage.Ended, Phase.NoLongerRunning, Some.Day(101)), (plan.On(101).Stage, plan.On(101).Phase, plan.On(101).StageOn));
    }

    [Fact]
    public void A_plan_recorded_as_in_force_ends_after_its_last_day_too()
    {
        var plan = Some.Plan(Stage.InForce, Period);

        Assert.Equal(Stage.InForce, plan.On(0).Stage);
        Assert.Equal(Stage.Ended, plan.On(101).Stage);
    }

    [Fact]
    public void A_plan_adopted_after_its_last_day_is_over_from_adoption()
    {
        var plan = Some.Plan(Stage.Drafting, Period);
        plan.Record(plan.Move(Stage.Adopted, 150));

        Assert.Equal(Stage.Drafting, plan.On(149).Stage);
        Assert.Equal((Stage.Ended, Some.Day(150)), (plan.On(150).Stage, plan.On(150).StageOn));
    }

    [Fact]
    public void What_was_never_adopted_neither_begins_nor_ends_by_itself()
    {
        var plan = Some.Plan(Stage.Finalised, Period);

        Assert.Equal(Stage.Finalised, plan.On(101).Stage);
    }

    [Fact]
    public void Beginning_and_end_are_no_entries_but_spans_know_them()
    {
        var plan = Some.Plan(Stage.Adopted, Period);

        Assert.Single(plan.Entries);
        Assert.Equal(
            [(Stage.Adopted, Some.Day(0), Some.Day(50)), (Stage.InForce, Some.Day(50), Some.Day(101)), (Stage.Ended, Some.Day(101), DayRange.Open)],
            plan.Spans().Select(s => (s.Stage!.Value, s.From, s.Until)));
    }

    [Fact]
    public void The_end_is_recorded_where_no_period_is_known()
    {
        var plan = Some.Plan(Stage.InForce);
        plan.Record(plan.Move(Stage.Ended, 20));

        Assert.Equal(Stage.Ended, plan.On(20).Stage);
    }

    [Fact]
    public void What_came_about_by_itself_is_not_recorded_again()
    {
        var plan = Some.Plan(Stage.Adopted, Period);

        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.InForce, 60)));
        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.Ended, 110)));
        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.InForce, 110)));
    }

    [Fact]
    public void Where_the_period_is_known_neither_its_beginning_nor_its_end_is_recorded()
    {
        var plan = Some.Plan(Stage.Drafting, Period);
        var open = Some.Plan(Stage.Drafting, new("until 2021", null, Some.Day(100)));

        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.InForce, 20)));
        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.Ended, 20)));
        Assert.Empty(plan.RulesAgainst(plan.Move(Stage.Adopted, 20)));
        Assert.Empty(open.RulesAgainst(open.Move(Stage.InForce, 20)));
        Assert.Equal(["lifecycle.move"], open.RulesAgainst(open.Move(Stage.Ended, 20)));
        Assert.DoesNotContain(plan.On(20).Moves, m => m.Rule.Stage is Stage.InForce or Stage.Ended);
    }

    [Fact]
    public void A_longer_period_keeps_a_plan_in_force()
    {
        var plan = Some.Plan(Stage.Adopted, Period);
        plan.Revise(new() { On = Some.Day(120), Period = new("extended", Some.Day(50), Some.Day(200)) }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(Stage.Ended, plan.On(119).Stage);
        Assert.Equal(Stage.InForce, plan.On(120).Stage);
        Assert.Equal(Stage.Ended, plan.On(201).Stage);
    }

    [Fact]
    public void A_plan_on_hold_waits_and_is_over_when_it_resumes_too_late()
    {
        var plan = Some.Plan(Stage.Adopted, Period);
        plan.Record(plan.Move(Stage.OnHold, 60));
        plan.Record(plan.Move(Stage.InForce, 120));

        Assert.Equal((Stage.OnHold, Stage.InForce, Phase.UnderWay), (plan.On(110).Stage, plan.On(110).Held, plan.On(110).Phase));
        Assert.Equal(Stage.Ended, plan.On(120).Stage);
    }

    [Fact]
    public void A_pause_does_not_change_the_day_on_which_a_plan_came_into_force()
    {
        var plan = Some.Plan(Stage.Adopted, Period);
        plan.Record(Some.Update(5) with { Target = new("by spring", null, Some.Day(55), Stage.InForce) });
        plan.After(plan.Move(Stage.OnHold, 60), plan.Move(Stage.InForce, 80));

        Assert.Equal(Some.Day(50), plan.On(90).TargetMetOn);
        Assert.Equal(Some.Day(50), plan.On(150).TargetMetOn);
        Assert.Equal(Schedule.MetOnTime, plan.On(150).ScheduleOn(Some.Day(150), ReportingRules.Default));
    }

    [Fact]
    public void An_earlier_document_that_shows_the_plan_adopted_too_does_not_contradict_the_opening()
    {
        var plan = Some.Plan(Stage.Adopted);
        plan.OpenEarlier(new(Some.Profile, new() { On = Some.Day(-20), Stage = Stage.Adopted }), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal((Stage.InForce, Some.Day(-20)), (plan.On(0).Stage, plan.On(0).StageOn));
    }

    [Fact]
    public void The_target_of_a_plan_is_for_its_adoption_unless_it_says_otherwise()
    {
        var plan = Some.Plan(Stage.Drafting, Period);
        plan.Record(Some.Update(5) with { Target = new("in 2020", null, Some.Day(30)) });
        plan.Record(plan.Move(Stage.Adopted, 20));

        Assert.Equal(Stage.Adopted, plan.On(5).Target!.Aim);
        Assert.Equal(Schedule.MetOnTime, plan.On(20).ScheduleOn(Some.Day(20), ReportingRules.Default));
    }

    [Theory]
    [InlineData(Nature.Deliverable)]
    [InlineData(Nature.Continuing)]
    [InlineData(Nature.Reference)]
    public void A_period_over_without_a_final_report_counts_plans_of_every_nature(Nature nature)
    {
        var plan = Some.Item(Kind.Plan, Form.None, Stage.Adopted, Some.Profile with { Period = Period, Nature = nature });
        plan.Record(plan.Move(Stage.FinalReportAdopted, 150));
        var over = Figure.PeriodOver.On(Some.Day(0), ReportingRules.Default).Compile();

        Assert.False(over(plan.SpanOn(Some.Day(100))));
        Assert.True(over(plan.SpanOn(Some.Day(101))));
        Assert.False(over(plan.SpanOn(Some.Day(150))));
    }

    [Fact]
    public void The_last_day_of_the_calendar_is_a_last_day_like_any_other()
    {
        var plan = Some.Plan(Stage.Adopted, new("without end", null, DateOnly.MaxValue));

        Assert.Equal([(Stage?)Stage.InForce], plan.Spans().Select(s => s.Stage));
        Assert.Equal(Stage.InForce, plan.StateOn(DateOnly.MaxValue)!.Stage);
    }
}
