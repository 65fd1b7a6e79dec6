using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Days and order: what may lie where in a history, and who may put it there.</summary>
public sealed class JournalOrderRules
{
    private static readonly (Fact, string) Late = (Fact.Reason, "The minutes were found late.");

    [Fact]
    public void Nothing_lies_in_the_future()
    {
        var item = Some.Centre();
        var tomorrow = Some.Today.AddDays(1);

        Assert.Equal(["journal.future"], item.RulesAgainst(Some.Update() with { On = tomorrow }));
        Assert.Empty(item.RulesAgainst(Some.Update() with { On = Some.Today }));
        Assert.Equal(["journal.future"], item.RulesAgainst(new Revision { On = tomorrow, Title = "Renamed" }));
        Assert.Equal("journal.future", Assert.Single(Item.ObjectionsToOpening("ITEM-2", Kind.Fund, Form.None, new(Some.Profile, new() { On = tomorrow }), Some.Keeper, Some.Today)).Rule);
    }

    [Fact]
    public void Nothing_lies_before_the_opening()
    {
        var item = Some.Centre();

        Assert.Equal(["journal.opening"], item.RulesAgainst(Some.Update(-1)));
        Assert.Equal(["journal.opening"], item.RulesAgainst(new Revision { On = Some.Day(-1), Title = "Renamed" }));
        Assert.Contains("journal.opening", item.RulesAgainst(new Assessment(Some.Day(-1), 1, Verdict.Confirmed, Side.Asean), Some.Manager));
        Assert.Empty(item.RulesAgainst(Some.Update(0)));
        Assert.Null(item.StateOn(Some.Day(-1)));
    }

    [Fact]
    public void A_day_before_the_opening_hides_no_other_reason()
    {
        var item = Some.Centre(stage: Stage.Proposed);
        var update = Some.Update(-1, Stage.Opened) with { Outlook = new(Outlook.OffTrack, null) };

        var rules = item.RulesAgainst(update, Some.Keeper);

        Assert.Superset(new HashSet<string> { "journal.opening", "centre.place", "outlook.cause", "outlook.next-step" }, rules.ToHashSet());
    }

    [Fact]
    public void A_day_before_today_is_not_by_itself_back_dated()
    {
        var item = Some.Centre();
        item.Record(Some.Update(100));

        Assert.Empty(item.RulesAgainst(item.Move(Stage.UnderDiscussion, 50), Some.Official));
        Assert.Empty(item.RulesAgainst(Some.Update(50), Some.Official));
    }

    [Fact]
    public void A_move_before_another_move_is_recorded_by_a_register_keeper_with_a_reason()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed, 100));
        var move = Some.Update(50, Stage.UnderDiscussion);

        Assert.Equal(["journal.back-dated"], item.RulesAgainst(move, Some.Official));
        Assert.Equal(["journal.back-dated"], item.RulesAgainst(Some.Update(50, Stage.UnderDiscussion, Late), Some.Official));
        Assert.Equal(["journal.back-dated-reason"], item.RulesAgainst(move));
        Assert.Empty(item.RulesAgainst(Some.Update(50, Stage.UnderDiscussion, Late)));
        Assert.Empty(item.RulesAgainst(Some.Update(50), Some.Official));
    }

    [Fact]
    public void On_the_day_of_another_move_it_lies_after_it_and_is_not_back_dated()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed, 100));

        Assert.Empty(item.RulesAgainst(Some.Update(100, Stage.SettingUp), Some.Official));
        Assert.Equal(["lifecycle.move"], item.RulesAgainst(Some.Update(100, Stage.UnderDiscussion), Some.Official));
    }

    [Fact]
    public void What_a_withdrawn_move_was_does_not_make_others_back_dated()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed, 100));
        item.Void(new(2, "A mistake."), Some.Keeper, Some.Now);

        Assert.Empty(item.RulesAgainst(Some.Update(50, Stage.UnderDiscussion), Some.Official));
    }

    [Fact]
    public void A_fact_found_late_is_accepted_if_the_whole_history_still_makes_sense()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed, 100));
        item.Record(Some.Update(50, Stage.UnderDiscussion, Late));

        Assert.Equal([Stage.Proposed, Stage.UnderDiscussion, Stage.Agreed], new[] { 49, 50, 100 }.Select(day => item.On(day).Stage!.Value));
        Assert.Equal([1, 3, 2], item.LiveEntries().Select(e => e.Sequence));
    }

    [Fact]
    public void A_fact_that_contradicts_a_later_entry_is_refused_and_names_its_day()
    {
        var item = Some.Centre();
        item.After(Some.Update(100, Stage.Agreed, (Fact.DecidingBody, "The summit.")), item.Move(Stage.SettingUp, 200));

        var refusal = Assert.Single(item.ObjectionsTo(Some.Update(50, Stage.SettingUp, Late), Some.Keeper, Some.Today, Some.Satisfied));

        Assert.Equal("journal.order", refusal.Rule);
        Assert.Contains($"{Some.Day(100):d MMMM yyyy}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_report_may_not_take_away_what_a_later_one_rests_on()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(Some.Update(5) with { Milestones = [new(1, MilestoneAct.Add, "First course")] });
        item.Record(Some.Update(20) with { Milestones = [new(1, MilestoneAct.Meet)] });

        Assert.Equal(["journal.order"], item.RulesAgainst(Some.Update(10) with { Milestones = [new(1, MilestoneAct.Drop)] }));
    }

    [Fact]
    public void A_late_milestone_that_is_still_open_contradicts_a_completion()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(item.Move(Stage.Completed, 20));

        Assert.Equal(["journal.order"], item.RulesAgainst(Some.Update(10) with { Milestones = [new(1, MilestoneAct.Add, "First course")] }));
    }

    [Fact]
    public void Entries_of_one_day_are_read_in_the_order_of_recording()
    {
        var item = Some.Centre();
        item.After(item.Move(Stage.UnderDiscussion, 10), item.Move(Stage.StudyUnderWay, 10));

        Assert.Equal(Stage.StudyUnderWay, item.On(10).Stage);
    }

    [Fact]
    public void Instants_are_whole_milliseconds_and_never_go_back()
    {
        var item = Some.Centre();
        var first = item.Record(Some.Update(10), Some.Keeper, Some.Today, Some.Now.AddTicks(12_345_678));
        var second = item.Record(Some.Update(11), Some.Keeper, Some.Today, Some.Now.AddHours(-1));

        Assert.Equal(Some.Now.AddMilliseconds(1234), first.RecordedAt);
        Assert.Equal(DateTimeKind.Utc, first.RecordedAt.Kind);
        Assert.Equal(first.RecordedAt, second.RecordedAt);
    }

    [Fact]
    public void An_earlier_opening_lies_before_the_present_one_and_needs_a_register_keeper()
    {
        var item = Some.Centre(Stage.Agreed);
        IEnumerable<string> Against(int day, Stage? stage, Actor? actor = null) =>
            item.ObjectionsToEarlier(new(Some.Profile, new() { On = Some.Day(day), Stage = stage }), actor ?? Some.Keeper, Some.Today).Select(r => r.Rule);

        Assert.Contains("opening.earlier", Against(0, Stage.Proposed));
        Assert.Contains("opening.earlier", Against(5, Stage.Proposed));
        Assert.Equal(["permission.keep"], Against(-5, Stage.Proposed, Some.Official));
        Assert.Empty(Against(-5, Stage.Proposed));
        Assert.Empty(Against(-5, Stage.Agreed));
        Assert.Empty(Against(-5, null));
        Assert.Equal(["journal.order"], Against(-5, Stage.SettingUp));
    }

    [Fact]
    public void The_former_opening_reads_as_an_update_with_its_own_names()
    {
        var item = Some.Centre(Stage.Agreed);
        item.OpenEarlier(new(Some.Profile with { Title = "Innovation centre" }, new() { On = Some.Day(-50), Stage = Stage.Proposed }, "since 2019"), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(("Innovation centre", Stage.Proposed, Some.Day(-50)), (item.On(-1).Profile.Title, item.On(-1).Stage!.Value, item.On(-1).OpenedOn));
        Assert.Equal((Some.Profile.Title, Stage.Agreed, Some.Day(-50), "since 2019"), (item.On(0).Profile.Title, item.On(0).Stage!.Value, item.On(0).OpenedOn, item.On(0).Since));
        Assert.Equal(Some.Day(0), item.On(0).LastReportedOn);
        Assert.Empty(item.RulesAgainst(Some.Update(-20)));
    }

    [Fact]
    public void As_known_at_an_earlier_instant_a_late_fact_is_not_there_and_what_was_withdrawn_still_is()
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed, 100), Some.Keeper, Some.Today, Some.Now.AddHours(1), Some.Satisfied);
        item.Record(Some.Update(50, Stage.UnderDiscussion, Late), Some.Keeper, Some.Today, Some.Now.AddHours(2), Some.Satisfied);
        item.Void(new(2, "A mistake."), Some.Keeper, Some.Now.AddHours(3));
        Stage? Known(int day, int hours) => item.StateOn(Some.Day(day), Some.Now.AddHours(hours))?.Stage;

        Assert.Equal([Stage.Proposed, Stage.Proposed, Stage.UnderDiscussion, Stage.UnderDiscussion], Enumerable.Range(0, 4).Select(h => Known(60, h)!.Value));
        Assert.Equal([Stage.Proposed, Stage.Agreed, Stage.Agreed, Stage.UnderDiscussion], Enumerable.Range(0, 4).Select(h => Known(100, h)!.Value));
        Assert.Null(Known(100, -1));
    }

    [Fact]
    public void Between_two_reports_the_state_of_the_earlier_holds()
    {
        var item = Some.Commitment();
        item.After(Some.Update(10), Some.Update(30));
        item.Revise(new() { On = Some.Day(40), Title = "Renamed" }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([0, 10, 10, 30, 30], new[] { 9, 10, 29, 30, 40 }.Select(day => item.On(day).LastReportedOn.DayNumber - Some.Opened.DayNumber));
    }
}
