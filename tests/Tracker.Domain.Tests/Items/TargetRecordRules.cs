using CsCheck;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>The record of revised targets, and what became of a deadline against its baseline.</summary>
public sealed class TargetRecordRules
{
    private static readonly Evidence Statement = new("CS-21", "Statement", Some.Opened, "Chairman", DocumentKind.Statement, Paragraph: 10);

    private static Update Set(int day, int? latest, Stage? aim = null, string? reason = null, params Evidence[] evidence) => Some.Update(day) with
    {
        Target = new($"by day {latest}", null, latest is { } days ? Some.Day(days) : null, aim),
        TargetReason = reason,
        Evidence = evidence,
    };

    private static TargetRecord RecordOf(Item item, int day, Stage aim = Stage.Opened) => TargetRecord.Of(item.On(day)).Single(r => r.Aim == aim);

    [Fact]
    public void Each_later_target_says_how_far_it_moved_against_the_one_before_and_against_the_baseline()
    {
        var item = Some.Centre().After(Set(10, 100), Set(20, 160, reason: "Rains."), Set(30, 130, reason: "The rains ended."), Set(40, null, reason: "Nobody knows."), Set(50, 200, reason: "Decided."));

        var record = RecordOf(item, 50);

        Assert.Equal(
            [(null, null), (60, 60), (-30, 30), (null, null), (null, 100)],
            record.Targets.Select(t => (t.Moved, t.MovedInAll)));
        Assert.Equal((4, 100, Some.Day(100), Some.Day(200)), (record.TimesRevised, record.MovedInAll!.Value, record.Baseline.Target.Latest, record.Present.Target.Latest));
        Assert.Equal((2, 30), (RecordOf(item, 30).TimesRevised, RecordOf(item, 30).MovedInAll));
        Assert.Equal((0, null), (RecordOf(item, 19).TimesRevised, RecordOf(item, 19).MovedInAll));
        Assert.Equal((Some.Day(20), "Rains."), (record.Targets[1].Target.On, record.Targets[1].Target.Reason));
    }

    [Fact]
    public void A_target_for_another_stage_has_a_record_of_its_own_in_the_order_of_the_arrows()
    {
        var item = Some.Centre().After(Set(10, 100), Set(20, 50, Stage.StudyCompleted), Set(30, 60, Stage.StudyCompleted, "Rains."));

        var records = TargetRecord.Of(item.On(30));

        Assert.Equal([(Stage.StudyCompleted, 1), (Stage.Opened, 0)], records.Select(r => (r.Aim, r.TimesRevised)));
    }

    [Fact]
    public void A_deadline_is_judged_against_its_baseline_and_never_against_a_revised_target()
    {
        var item = Some.Centre().After(Set(10, 50), Set(40, 100, reason: "Rains."));
        item.Record(item.Move(Stage.Opened, 80));

        Assert.Equal(DeadlineOutcome.Ahead, RecordOf(item, 50).OutcomeOn(Some.Day(50)));
        Assert.Equal(DeadlineOutcome.NotMet, RecordOf(item, 51).OutcomeOn(Some.Day(51)));
        Assert.Equal(DeadlineOutcome.MetLate, RecordOf(item, 80).OutcomeOn(Some.Day(80)));
        var record = RecordOf(item, 90);
        Assert.Equal((30, 0), (record.DaysLateOn(record.Baseline, Some.Day(90)), record.DaysLateOn(record.Present, Some.Day(90))));
        Assert.Equal(Schedule.MetOnTime, item.On(90).ScheduleOn(Some.Day(90), ReportingRules.Default));
    }

    [Fact]
    public void The_latest_day_itself_still_keeps_a_deadline()
    {
        var (onTheDay, after) = (Some.Centre().After(Set(10, 50)), Some.Centre().After(Set(10, 50)));
        onTheDay.Record(onTheDay.Move(Stage.Opened, 50));
        after.Record(after.Move(Stage.Opened, 51));

        Assert.Equal(DeadlineOutcome.Kept, RecordOf(onTheDay, 60).OutcomeOn(Some.Day(60)));
        Assert.Equal(DeadlineOutcome.MetLate, RecordOf(after, 60).OutcomeOn(Some.Day(60)));
    }

    [Fact]
    public void Words_without_a_latest_day_keep_and_break_nothing()
    {
        var item = Some.Centre().After(Set(10, null));
        item.Record(item.Move(Stage.Opened, 20));

        Assert.Equal(DeadlineOutcome.WithoutDay, RecordOf(item, 30).OutcomeOn(Some.Day(30)));
    }

    [Fact]
    public void Giving_an_item_up_ends_a_deadline_that_lies_ahead_and_mends_none_that_was_missed()
    {
        var (before, after) = (Some.Centre().After(Set(10, 50)), Some.Centre().After(Set(10, 50)));
        before.Record(before.Move(Stage.NotPursued, 50));
        after.Record(after.Move(Stage.NotPursued, 51));

        Assert.Equal(DeadlineOutcome.GivenUp, RecordOf(before, 50).OutcomeOn(Some.Day(50)));
        Assert.Equal(DeadlineOutcome.GivenUp, RecordOf(before, 90).OutcomeOn(Some.Day(90)));
        var late = RecordOf(after, 90);
        Assert.Equal(DeadlineOutcome.NotMet, late.OutcomeOn(Some.Day(90)));
        Assert.Equal((Some.Day(51), 1), (late.OverOn, late.DaysLateOn(late.Baseline, Some.Day(90))));
    }

    [Fact]
    public void An_item_that_is_taken_up_again_is_judged_as_one_that_never_stopped()
    {
        var item = Some.Item("memorandum", Stage.Signed).After(Some.Move(Lifecycle.Memorandum, Stage.Expired, 20));
        Assert.Equal(Some.Day(20), item.On(20).OverOn);
        item.Record(item.Move(Stage.Superseded, 30));
        Assert.Equal(Some.Day(20), item.On(30).OverOn);

        var taken = Some.Centre().After(Set(10, 50));
        taken.Record(taken.Move(Stage.NotPursued, 20));
        taken.Record(taken.Move(Stage.Proposed, 30));

        Assert.Null(taken.On(30).OverOn);
        Assert.Equal(DeadlineOutcome.GivenUp, RecordOf(taken, 29).OutcomeOn(Some.Day(29)));
        Assert.Equal(DeadlineOutcome.NotMet, RecordOf(taken, 51).OutcomeOn(Some.Day(51)));
    }

    [Fact]
    public void A_plan_whose_period_is_over_has_not_given_up_its_final_report()
    {
        var item = Some.Plan(Stage.Adopted, new("a period", Some.Day(5), Some.Day(20))).After(Set(10, 50, Stage.FinalReportAdopted));

        Assert.Equal((Stage.Ended, Some.Day(21)), (item.On(30).Stage, item.On(30).OverOn));
        Assert.Equal(DeadlineOutcome.Ahead, RecordOf(item, 30, Stage.FinalReportAdopted).OutcomeOn(Some.Day(30)));
        Assert.Equal(DeadlineOutcome.NotMet, RecordOf(item, 51, Stage.FinalReportAdopted).OutcomeOn(Some.Day(51)));
    }

    [Fact]
    public void A_pause_stops_no_clock()
    {
        var item = Some.Centre().After(Set(10, 50));
        item.Record(item.Move(Stage.OnHold, 20));

        Assert.Equal(DeadlineOutcome.NotMet, RecordOf(item, 51).OutcomeOn(Some.Day(51)));
    }

    [Fact]
    public void A_deadline_is_the_leaders_own_where_a_document_of_theirs_in_the_register_names_its_baseline()
    {
        Evidence Of(DocumentKind kind, string? document = "DOC") => new(document, "A source", Some.Opened, "Chairman", kind, document is null ? "https://example.org/source" : null);
        bool IsOwn(params Evidence[] evidence) => RecordOf(Some.Centre().After(Set(10, 50, evidence: evidence)), 10).Baseline.Named is not null;

        Assert.True(IsOwn(Statement) && IsOwn(Of(DocumentKind.JointDeclaration)) && IsOwn(Of(DocumentKind.Plan)) && IsOwn(Some.Press, Statement));
        Assert.False(IsOwn() || IsOwn(Some.Page) || IsOwn(Of(DocumentKind.PressReport)) || IsOwn(Of(DocumentKind.OfficialPage)) || IsOwn(Of(DocumentKind.Database)));
        // A link says of itself what it is.
        Assert.False(IsOwn(Of(DocumentKind.Statement, document: null)));
    }

    [Fact]
    public void A_date_that_leaders_name_after_officials_is_a_revision_and_no_deadline_of_their_own()
    {
        var item = Some.Centre().After(Set(10, 50), Set(20, 90, null, "Leaders decided.", Statement));

        Assert.Null(RecordOf(item, 20).Baseline.Named);
        Assert.Equal(Statement, RecordOf(item, 20).Present.Named);
    }

    [Fact]
    public void No_date_set_takes_no_deadline_of_the_leaders_away()
    {
        var item = Some.Centre().After(Set(10, 50, evidence: Statement), Some.Update(20) with { NoDateSet = true, TargetReason = "The site is not free." });

        Assert.Null(item.On(60).Target);
        Assert.Equal(DeadlineOutcome.NotMet, RecordOf(item, 60).OutcomeOn(Some.Day(60)));
        var held = item.HeldBy(_ => []).Targets.Single(t => t.Until == DayRange.Open);
        Assert.Equal((true, "CS-21"), (held.NoDate, held.Named));
    }

    public static TheoryData<Kind, Form> Kinds => JournalProperties.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Moves_add_up_from_the_baseline_to_the_present_target(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                for (var day = AnyJournal.FirstDay; day <= AnyJournal.LastDay; day += 7)
                {
                    foreach (var record in journal.Item.StateOn(Some.Day(day)) is { } state ? TargetRecord.Of(state) : [])
                    {
                        if (record.Targets.All(t => t.Target.Target.Latest is not null))
                        {
                            Assert.Equal(record.Present.Target.Latest, record.Baseline.Target.Latest!.Value.AddDays(record.Targets.Sum(t => t.Moved ?? 0)));
                            Assert.Equal(record.TimesRevised == 0 ? null : record.Targets.Sum(t => t.Moved ?? 0), record.MovedInAll);
                        }
                    }
                }
            },
            iter: 100);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_held_of_every_day_is_what_the_state_of_that_day_says(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                var held = journal.Item.HeldBy(_ => []).Targets;
                for (var day = Some.Day(AnyJournal.FirstDay); day <= Some.Day(AnyJournal.LastDay); day = day.AddDays(1))
                {
                    var state = journal.Item.StateOn(day);
                    var expected = state is null ? [] : TargetRecord.Of(state).Select(r => HeldTarget.Of(journal.Item.Id, r, state.NoDateSet, default));

                    Assert.Equal(expected.OrderBy(t => t.Aim), held.Where(t => t.From <= day && day < t.Until).Select(t => t with { From = default, Until = default }).OrderBy(t => t.Aim));
                }
            },
            iter: 40);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_item_is_over_since_the_first_of_the_days_without_a_break_on_which_it_no_longer_ran(Kind kind, Form form) =>
        AnyJournal.Of(kind, form).Sample(
            journal =>
            {
                DateOnly? since = null;
                for (var day = Some.Day(AnyJournal.FirstDay); day <= Some.Day(AnyJournal.LastDay); day = day.AddDays(1))
                {
                    var state = journal.Item.StateOn(day);
                    since = state?.Phase == Phase.NoLongerRunning ? since ?? day : null;
                    if (state?.StageOn == day && since is not null && state.OverOn == day)
                    {
                        // Taken up and over again on one day: the run began anew.
                        since = day;
                    }

                    Assert.Equal(since, state?.OverOn);
                }
            },
            iter: 40);
}
