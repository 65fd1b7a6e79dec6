using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What holds for every kind beside its own table.</summary>
public sealed class CommonMoveRules
{
    public static TheoryData<string> Names => [.. Some.Lifecycles.Keys];

    private static Lifecycle Of(string name) => Lifecycle.Of(Some.Lifecycles[name].Kind, Some.Lifecycles[name].Form);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_entry_may_show_any_stage_or_none(string name)
    {
        foreach (var stage in Of(name).All.Select(r => (Stage?)r.Stage).Append(null))
        {
            var item = Some.Item(name, stage, Some.Ahead);

            Assert.Equal(stage, item.On(0).Stage);
            Assert.Null(item.FirstCollision());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void From_stage_not_stated_any_stage_follows(string name) =>
        Assert.All(Of(name).All, r => Assert.Equal(MoveKind.First, Of(name).Move(null, r.Stage)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stages_common_to_all_kinds_ask_for_the_same(string name)
    {
        var hold = Of(name).Rule(Stage.OnHold);
        var given = Of(name).Rule(Stage.NotPursued);
        var replaced = Of(name).Rule(Stage.Superseded);

        Assert.Equal([Fact.Reason, Fact.ReviewDay], hold.Facts);
        Assert.Equal((null, false), ((object?)hold.Phase, hold.IsFinal));
        Assert.Equal([Fact.DecidingBody, Fact.Reason], given.Facts);
        Assert.Equal((Phase.NoLongerRunning, true), (given.Phase, given.IsFinal));
        Assert.Equal([Fact.Successors], replaced.Facts);
        Assert.Equal((Phase.NoLongerRunning, true), (replaced.Phase, replaced.IsFinal));
        Assert.All([hold, given, replaced], r => Assert.Equal((null, null, true, 0), ((object?)r.Floor, (object?)r.Ceiling, r.IsAside, r.Conditions.Count)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_on_hold_goes_back_only_to_where_it_was(string name)
    {
        var lifecycle = Of(name);
        foreach (var held in lifecycle.All.Where(r => !r.IsFinal && r.Stage != Stage.OnHold))
        {
            var moves = lifecycle.MovesFrom(Stage.OnHold, held.Stage).ToDictionary(m => m.Rule.Stage, m => m.Kind);

            Assert.Equal(MoveKind.Resume, moves[held.Stage]);
            Assert.Empty(moves.Keys.Except([held.Stage, Stage.NotPursued, Stage.Superseded]));
            Assert.Equal(!lifecycle.ImpliesDelivered(held.Stage), moves.ContainsKey(Stage.NotPursued));
            Assert.Equal(lifecycle.Move(held.Stage, Stage.Superseded) is not null, moves.ContainsKey(Stage.Superseded));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hold_keeps_phase_and_figure(string name)
    {
        foreach (var stage in Of(name).Path.Where(r => !r.IsFinal))
        {
            var item = Some.Item(name, stage.Stage);
            var before = item.On(5);
            item.Record(item.Move(Stage.OnHold));
            var after = item.On(10);

            Assert.Equal(Stage.OnHold, after.Stage);
            Assert.Equal(before.Stage, after.Held);
            Assert.Equal(before.Phase, after.Phase);
            Assert.Equal(before.Progress?.Percent, after.Progress?.Percent);
            Assert.Equal(before.OwnStanding, after.OwnStanding);
        }
    }

    [Fact]
    public void A_figure_set_by_hand_survives_a_pause()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.After(Some.Update(5) with { Progress = new(55, "Half of the courses are held.") }, item.Move(Stage.OnHold, 10), item.Move(Stage.InProgress, 20));

        Assert.Equal(55, item.On(12).Progress!.Percent);
        Assert.Equal(55, item.On(20).Progress!.Percent);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Final_stages_reopen_to_open_stages(string name)
    {
        var lifecycle = Of(name);
        var open = lifecycle.Path.Where(r => !r.IsFinal).Select(r => r.Stage).Concat(lifecycle.Asides.Select(r => r.Stage).Intersect([Stage.Continuing, Stage.Running])).ToHashSet();
        foreach (var final in lifecycle.All.Where(r => r.IsFinal))
        {
            var moves = lifecycle.MovesFrom(final.Stage).ToList();

            Assert.Equal(open, moves.Select(m => m.Rule.Stage).ToHashSet());
            Assert.All(moves, m => Assert.Equal(MoveKind.Reopen, m.Kind));
        }
    }

    [Fact]
    public void A_final_stage_is_reopened_by_a_register_keeper_with_a_reason()
    {
        var item = Some.Commitment(Stage.Completed);
        var reopening = Some.Update(10, Stage.InProgress, (Fact.Reason, "The last course was not held."));

        Assert.Contains("lifecycle.reopen", item.RulesAgainst(reopening, Some.Official));
        Assert.Equal(["lifecycle.reason"], item.RulesAgainst(Some.Update(10, Stage.InProgress)));
        Assert.Empty(item.RulesAgainst(reopening));
    }

    [Fact]
    public void An_official_may_not_reopen_by_any_final_stage()
    {
        foreach (var (name, (kind, form)) in Some.Lifecycles)
        {
            var lifecycle = Lifecycle.Of(kind, form);
            foreach (var final in lifecycle.All.Where(r => r.IsFinal))
            {
                var item = Some.Item(name, final.Stage);

                Assert.All(
                    lifecycle.MovesFrom(final.Stage),
                    m => Assert.Contains("lifecycle.reopen", item.RulesAgainst(item.Move(m.Rule.Stage), Some.Official)));
            }
        }
    }

    [Fact]
    public void What_was_once_delivered_stays_counted_as_delivered_when_reopened()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.After(item.Move(Stage.Completed, 10), item.Move(Stage.InProgress, 20));

        Assert.Equal(Standing.Delivered, item.On(20).OwnStanding);
    }

    [Fact]
    public void A_move_back_needs_its_reason_and_nothing_else()
    {
        var item = Some.Centre(Stage.StudyCompleted);

        Assert.Equal(["lifecycle.reason"], item.RulesAgainst(Some.Update(10, Stage.StudyUnderWay)));
        Assert.Empty(item.RulesAgainst(Some.Update(10, Stage.StudyUnderWay, (Fact.Reason, "The study is made anew."))));
    }

    [Fact]
    public void Stages_passed_over_are_listed_as_not_reported()
    {
        var item = Some.Centre(Stage.UnderDiscussion);
        item.Record(item.Move(Stage.Agreed));

        Assert.Equal([Stage.Proposed, Stage.StudyUnderWay, Stage.StudyCompleted], item.On(10).PassedOver);
    }

    [Fact]
    public void A_stage_reported_once_is_not_passed_over_after_a_move_back()
    {
        var item = Some.Centre(Stage.Proposed);
        item.After(item.Move(Stage.StudyUnderWay, 1), item.Move(Stage.StudyCompleted, 2), item.Move(Stage.StudyUnderWay, 3), item.Move(Stage.Agreed, 4));

        Assert.Equal([Stage.UnderDiscussion], item.On(4).PassedOver);
    }

    [Fact]
    public void A_move_to_the_present_stage_is_refused()
    {
        var item = Some.Centre(Stage.Agreed);

        Assert.Equal(["lifecycle.move"], item.RulesAgainst(item.Move(Stage.Agreed)));
    }

    [Fact]
    public void A_stage_of_another_kind_is_refused()
    {
        var item = Some.Centre(Stage.Agreed);

        Assert.Equal(["lifecycle.stage"], item.RulesAgainst(Some.Update(10, Stage.Signed)));
    }

    [Fact]
    public void What_was_delivered_is_not_called_not_pursued()
    {
        var opened = Some.Centre(Stage.Opened);
        var dormant = Some.Centre(Stage.Dormant);
        var expired = Some.Treaty(Stage.InForce);
        expired.Record(expired.Move(Stage.Expired, 5));

        Assert.Contains("lifecycle.move", opened.RulesAgainst(opened.Move(Stage.NotPursued)));
        Assert.Contains("lifecycle.move", dormant.RulesAgainst(dormant.Move(Stage.NotPursued)));
        Assert.Contains("lifecycle.move", expired.RulesAgainst(expired.Move(Stage.NotPursued)));
    }

    [Fact]
    public void A_pause_does_not_open_the_way_to_not_pursued()
    {
        var opened = Some.Centre(Stage.Opened);
        var expired = Some.Treaty(Stage.InForce);
        var agreed = Some.Centre(Stage.Agreed);
        expired.Record(expired.Move(Stage.Expired, 5));
        foreach (var item in new[] { opened, expired, agreed })
        {
            item.Record(item.Move(Stage.OnHold, 8));
        }

        Assert.Equal(["lifecycle.move"], opened.RulesAgainst(opened.Move(Stage.NotPursued)));
        Assert.Equal(["lifecycle.move"], expired.RulesAgainst(expired.Move(Stage.NotPursued)));
        Assert.Empty(agreed.RulesAgainst(agreed.Move(Stage.NotPursued)));
    }

    [Fact]
    public void What_is_first_recorded_on_hold_may_go_anywhere()
    {
        var item = Some.Centre(Stage.OnHold);

        Assert.All(item.Lifecycle.All.Where(r => r.Stage != Stage.OnHold), r => Assert.Empty(item.RulesAgainst(item.Move(r.Stage))));
    }

    [Fact]
    public void A_treaty_that_expired_before_it_was_in_force_may_be_given_up()
    {
        var treaty = Some.Treaty(Stage.Signed);
        treaty.Record(treaty.Move(Stage.Expired, 5));

        Assert.Empty(treaty.RulesAgainst(treaty.Move(Stage.NotPursued)));
    }

    [Fact]
    public void What_is_superseded_names_its_successors_by_code()
    {
        var item = Some.Commitment();

        Assert.Equal(["commitment.successors"], item.RulesAgainst(Some.Update(10, Stage.Superseded)));
        Assert.Equal(["commitment.successors"], item.RulesAgainst(Some.Update(10, Stage.Superseded, (Fact.Successors, "the next one"))));
        Assert.Equal(["commitment.successors"], item.RulesAgainst(Some.Update(10, Stage.Superseded, (Fact.Successors, " , ; "))));
        Assert.Empty(item.RulesAgainst(Some.Update(10, Stage.Superseded, (Fact.Successors, "ITEM-2; ITEM-3"))));
    }

    [Fact]
    public void A_plan_that_ended_is_succeeded_not_superseded()
    {
        var plan = Some.Plan(Stage.InForce, new("2016–2020", new(2016, 1, 1), new(2020, 12, 31)));
        plan.Record(plan.Move(Stage.OnHold, 100));

        Assert.Equal(["lifecycle.move"], plan.RulesAgainst(plan.Move(Stage.Superseded, 90)).Except(["journal.order"]));
        Assert.Contains("lifecycle.move", plan.RulesAgainst(plan.Move(Stage.Superseded, 110)));
    }
}
