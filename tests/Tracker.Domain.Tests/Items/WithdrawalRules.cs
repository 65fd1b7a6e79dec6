using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What is withdrawn counts on no day and stays in the history.</summary>
public sealed class WithdrawalRules
{
    private static Withdrawal Of(int entry) => new(entry, "Recorded by mistake.");

    [Fact]
    public void What_is_withdrawn_counts_on_no_day_and_stays_in_the_history()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed));
        var withdrawal = item.Void(Of(2), Some.Keeper, Some.Now);

        Assert.Equal(Stage.Proposed, item.On(10).Stage);
        Assert.Equal((3, null), (item.Entries.Count, (object?)withdrawal.On));
        Assert.Equal(Stage.Agreed, item.Entries[1].Stage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200B")]
    public void It_says_why(string reason)
    {
        var item = Some.Centre().After(Some.Update());

        Assert.Equal(["void.reason"], item.RulesAgainst(new Withdrawal(2, reason)));
        Assert.Equal(["void.reason"], item.RulesAgainst(new Withdrawal(2, new('x', 1001))));
        Assert.Empty(item.RulesAgainst(new Withdrawal(2, new('x', 1000))));
    }

    [Fact]
    public void There_must_be_something_to_withdraw()
    {
        var item = Some.Centre().After(Some.Update());
        item.Void(Of(2), Some.Keeper, Some.Now);

        Assert.All([0, 2, 3, 4], entry => Assert.Equal(["void.entry"], item.RulesAgainst(Of(entry))));
    }

    [Fact]
    public void What_rests_on_it_is_named_all_at_once()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(Some.Update(10) with { Milestones = [new(1, MilestoneAct.Add, "One"), new(2, MilestoneAct.Add, "Two")] });
        item.Record(Some.Update(20) with { Milestones = [new(1, MilestoneAct.Meet)] });
        item.Record(Some.Update(25));
        item.Record(Some.Update(30) with { Milestones = [new(2, MilestoneAct.Drop)] });

        var refusal = Assert.Single(item.ObjectionsTo(Of(2), Some.Keeper));

        Assert.Equal("void.rests", refusal.Rule);
        Assert.All([20, 30], day => Assert.Contains($"{Some.Day(day):d MMMM yyyy}", refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain($"{Some.Day(25):d MMMM yyyy}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_that_a_later_one_starts_from_is_not_withdrawn_first()
    {
        var item = Some.Centre(Stage.StudyUnderWay);
        item.After(item.Move(Stage.StudyCompleted, 10), item.Move(Stage.StudyUnderWay, 20));

        Assert.Equal(["void.rests"], item.RulesAgainst(Of(2)));
        item.Void(Of(3), Some.Keeper, Some.Now);
        Assert.Empty(item.RulesAgainst(Of(2)));
    }

    [Fact]
    public void Assessments_fall_with_what_they_judge()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed));
        item.Assess(new(Some.Day(20), 2, Verdict.Confirmed, Side.Asean), Some.Manager, Some.Today, Some.Now);
        item.Void(Of(2), Some.Keeper, Some.Now);

        Assert.Equal([1], item.LiveEntries().Select(e => e.Sequence));
        Assert.Equal(Assurance.SelfReported, item.On(30).Assurance);
        Assert.Equal(["void.entry"], item.RulesAgainst(Of(3), Some.Manager));
        Assert.Equal(["assessment.entry"], item.RulesAgainst(new Assessment(Some.Day(20), 2, Verdict.Confirmed, Side.Asean), Some.Manager));
    }

    [Fact]
    public void The_only_opening_is_withdrawn_last_and_takes_the_item_with_it()
    {
        var item = Some.Centre().After(Some.Update());

        var refusal = Assert.Single(item.ObjectionsTo(Of(1), Some.Keeper));
        Assert.Equal("void.opening", refusal.Rule);
        Assert.Contains($"{Some.Day(10):d MMMM yyyy}", refusal.Message, StringComparison.Ordinal);
        item.Void(Of(2), Some.Keeper, Some.Now);
        item.Void(Of(1), Some.Keeper, Some.Now);

        Assert.Null(item.StateOn(Some.Today));
        Assert.Empty(item.Spans());
        Assert.Equal(["journal.opening"], item.RulesAgainst(Some.Update()));
    }

    [Fact]
    public void An_assessment_of_the_opening_does_not_keep_it_from_being_withdrawn()
    {
        var item = Some.Centre();
        item.Assess(new(Some.Day(20), 1, Verdict.Confirmed, Side.Asean), Some.Manager, Some.Today, Some.Now);

        Assert.Empty(item.RulesAgainst(Of(1)));
    }

    [Fact]
    public void An_item_that_was_withdrawn_opens_anew()
    {
        var item = Some.Centre();
        item.Void(Of(1), Some.Keeper, Some.Now);
        item.OpenEarlier(new(Some.Profile, new() { On = Some.Day(5), Stage = Stage.Agreed }), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal((Stage.Agreed, Some.Day(5)), (item.On(5).Stage, item.On(5).OpenedOn));
    }

    [Fact]
    public void An_earlier_opening_is_withdrawn_and_the_former_one_opens_again()
    {
        var item = Some.Centre(Stage.Agreed);
        item.OpenEarlier(new(Some.Profile, new() { On = Some.Day(-50), Stage = Stage.Proposed }), Some.Keeper, Some.Today, Some.Now);
        Assert.Empty(item.RulesAgainst(Of(1)));
        item.Record(Some.Update(-20));
        Assert.Equal(["void.opening"], item.RulesAgainst(Of(2)));

        item.Void(Of(3), Some.Keeper, Some.Now);
        item.Void(Of(2), Some.Keeper, Some.Now);

        Assert.Null(item.StateOn(Some.Day(-1)));
        Assert.Equal(Some.Day(0), item.On(0).OpenedOn);
    }

    [Fact]
    public void Officials_withdraw_their_own_update_while_it_is_the_latest_entry()
    {
        var item = Some.Centre();
        item.Record(Some.Update(10), Some.Official);
        Assert.Empty(item.RulesAgainst(Of(2), Some.Official));
        Assert.Contains("permission.void", item.RulesAgainst(Of(1), Some.Official));
        Assert.Equal(["permission.void"], item.RulesAgainst(Of(2), Some.OtherOfficial));

        item.Record(Some.Update(5));

        Assert.Equal(["permission.void"], item.RulesAgainst(Of(2), Some.Official));
        Assert.Equal(["permission.void"], item.RulesAgainst(Of(3), Some.Official));
    }

    [Fact]
    public void A_register_keeper_who_is_an_official_now_withdraws_no_revision_of_former_days()
    {
        var item = Some.Centre();
        item.Revise(new() { On = Some.Day(12), Title = "Renamed" }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(["permission.void"], item.RulesAgainst(Of(2), Some.Keeper with { Role = Role.Official, Bodies = Some.Official.Bodies }));
    }

    [Fact]
    public void An_update_that_somebody_has_confirmed_is_no_longer_the_latest_entry()
    {
        var item = Some.Centre();
        item.Record(Some.Update(10), Some.Official);
        item.Assess(new(Some.Day(20), 2, Verdict.Confirmed, Side.Asean), Some.Manager, Some.Today, Some.Now);

        Assert.Equal(["permission.void"], item.RulesAgainst(Of(2), Some.Official));
    }

    [Fact]
    public void Register_keepers_withdraw_openings_updates_and_revisions_of_anybody_but_no_assessment_of_others()
    {
        var item = Some.Centre();
        item.Record(Some.Update(10), Some.Official);
        item.Revise(new() { On = Some.Day(12), Title = "Renamed" }, Some.Person(30, Role.RegisterKeeper, null), Some.Today, Some.Now);
        item.Assess(new(Some.Day(20), 2, Verdict.Confirmed, Side.Asean), Some.Manager, Some.Today, Some.Now);

        Assert.Empty(item.RulesAgainst(Of(2)));
        Assert.Empty(item.RulesAgainst(Of(3)));
        Assert.Equal(["permission.void"], item.RulesAgainst(Of(4)));
        Assert.Empty(item.RulesAgainst(Of(4), Some.Manager));
        Assert.Equal(["permission.void"], item.RulesAgainst(Of(4), Some.RokManager));
    }

    [Fact]
    public void Managers_viewers_and_administrators_withdraw_nothing_of_others()
    {
        var item = Some.Centre().After(Some.Update());

        Assert.All(
            [Some.Manager, Some.RokManager, Some.Viewer, Some.Administrator, Actor.Anonymous],
            actor => Assert.Equal(["permission.void"], item.RulesAgainst(Of(2), actor)));
    }
}
