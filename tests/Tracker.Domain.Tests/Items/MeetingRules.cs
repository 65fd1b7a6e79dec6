using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Meetings of mechanisms, which of them review the whole, and totals that a source reports.</summary>
public sealed class MeetingRules
{
    private static readonly Item Mechanism = Some.Item("mechanism", Stage.Active);
    private static readonly DateOnly Tomorrow = Some.Today.AddDays(1);
    private static readonly DateOnly Yesterday = Some.Today.AddDays(-1);
    private static readonly MeetingReport Held = new() { Number = 1, On = Some.Opened, Status = MeetingStatus.Held };

    private static Meeting Record(MeetingReport report, params Meeting[] others) => Meeting.Record(Mechanism, report, others, Some.Keeper, Some.Today, Some.Now);

    private static void Change(Meeting meeting, MeetingReport report, params Meeting[] others) =>
        meeting.Change(Mechanism, report, [meeting, .. others], Some.Keeper, Some.Today, Some.Now.AddHours(1));

    private static IEnumerable<string> Rules(Action deed) => Assert.Throws<RefusedException>(deed).Refusals.Select(r => r.Rule);

    private static string Rule(Action deed) => Assert.Single(Rules(deed));

    [Fact]
    public void Only_mechanisms_have_meetings_and_review_the_whole()
    {
        Assert.Equal("meeting.mechanism", Rule(() => Meeting.Record(Some.Fund(), Held, [], Some.Keeper, Some.Today, Some.Now)));
        Assert.Equal("meeting.mechanism", Rule(() => Some.Fund().MarkAsReview(true, Some.Keeper)));
        var mechanism = Some.Item("mechanism", Stage.Active);
        mechanism.MarkAsReview(true, Some.Keeper);
        Assert.True(mechanism.IsReview);
        Assert.Equal("permission.keep", Rule(() => mechanism.MarkAsReview(false, Some.Official)));
        mechanism.MarkAsReview(false, Some.Keeper);
        Assert.False(mechanism.IsReview);
    }

    [Fact]
    public void Only_register_keepers_record_and_change_meetings()
    {
        var meeting = Record(Held);

        Assert.All(
            [Some.Official, Some.Manager, Some.Administrator, Some.Viewer, Actor.Anonymous],
            actor =>
            {
                Assert.Equal("permission.keep", Rule(() => Meeting.Record(Mechanism, Held, [], actor, Some.Today, Some.Now)));
                Assert.Equal("permission.keep", Rule(() => meeting.Change(Mechanism, Held with { Host = "Bali" }, [meeting], actor, Some.Today, Some.Now)));
            });
    }

    [Fact]
    public void A_meeting_says_who_recorded_it_and_when_and_all_that_was_entered()
    {
        var meeting = Record(Held with { Number = 21, Host = " Viet Nam ", OutcomeDocument = "CS-21", Chairs = ["ROK", "VN"], FollowUps = new(["AKCF"], " Report in a year. ") });

        Assert.Equal((21, Mechanism.Code, Mechanism.Id, Some.Opened, "Viet Nam", "CS-21"), (meeting.Number, meeting.Mechanism, meeting.MechanismId, meeting.On, meeting.Host, meeting.OutcomeDocument));
        Assert.Equal(["ROK", "VN"], meeting.Chairs);
        Assert.Equal("Report in a year.", meeting.FollowUps!.Text);
        Assert.Equal((Some.Keeper.PersonId, Some.Keeper.Name, Some.Now, 1), (meeting.RecordedById, meeting.RecordedByName, meeting.RecordedAt, meeting.Version));
        Assert.Empty(meeting.Changes);
    }

    [Fact]
    public void A_meeting_in_the_future_is_scheduled_and_not_held()
    {
        Assert.Equal("meeting.future", Rule(() => Record(Held with { On = Tomorrow })));
        Assert.Equal(Tomorrow, Record(Held with { On = Tomorrow, Status = MeetingStatus.Scheduled }).On);
        Assert.Equal(Some.Today, Record(Held with { On = Some.Today }).On);
        Assert.Equal(MeetingStatus.Cancelled, Record(Held with { On = Tomorrow, Status = MeetingStatus.Cancelled }).Status);
    }

    [Fact]
    public void A_meeting_is_scheduled_for_today_or_later_and_an_old_one_is_held_or_cancelled()
    {
        Assert.Equal("meeting.past", Rule(() => Record(Held with { On = Yesterday, Status = MeetingStatus.Scheduled })));
        Assert.Equal(Some.Today, Record(Held with { On = Some.Today, Status = MeetingStatus.Scheduled }).On);
        Assert.Equal(new(1999, 5, 1), Record(Held with { On = new(1999, 5, 1) }).On);
        Assert.Equal(new(1999, 5, 1), Record(Held with { On = new(1999, 5, 1), Status = MeetingStatus.Cancelled }).On);
    }

    [Fact]
    public void A_scheduled_meeting_whose_day_has_passed_is_corrected_without_moving_it_within_the_past()
    {
        var scheduled = Held with { On = Some.Today, Status = MeetingStatus.Scheduled };
        var meeting = Record(scheduled);
        void Later(MeetingReport report) => meeting.Change(Mechanism, report, [meeting], Some.Keeper, Some.Today.AddDays(5), Some.Now);

        Later(scheduled with { Host = "Bali" });
        Assert.Equal("meeting.past", Rule(() => Later(scheduled with { On = Some.Today.AddDays(2) })));
        Later(scheduled with { On = Some.Today.AddDays(9) });
        Assert.Equal("meeting.past", Rule(() => Later(scheduled)));
        Assert.Equal(Some.Today.AddDays(9), meeting.On);
    }

    [Fact]
    public void Meetings_are_numbered_from_one_or_not_at_all()
    {
        Assert.Equal("meeting.number", Rule(() => Record(Held with { Number = 0 })));
        Assert.Equal("meeting.number", Rule(() => Record(Held with { Number = 10_000 })));
        Assert.Null(Record(Held with { Number = null }).Number);
    }

    [Fact]
    public void No_two_meetings_of_a_mechanism_have_one_number_or_one_day_unless_one_is_cancelled()
    {
        var first = Record(Held);
        var cancelled = Record(Held with { Number = 2, On = Some.Day(10), Status = MeetingStatus.Cancelled });

        Assert.Equal("meeting.number-taken", Rule(() => Record(Held with { On = Some.Day(1) }, first, cancelled)));
        Assert.Equal("meeting.day-taken", Rule(() => Record(Held with { Number = 3 }, first, cancelled)));
        Assert.Equal(2, Record(Held with { Number = 2, On = Some.Day(10) }, first, cancelled).Number);
        Assert.Equal(MeetingStatus.Cancelled, Record(Held with { Status = MeetingStatus.Cancelled }, first, cancelled).Status);
        Assert.Null(Record(Held with { Number = null, On = Some.Day(1) }, Record(Held with { Number = null })).Number);
        Change(first, Held with { Host = "Bali" }, cancelled);
        Assert.Equal("Bali", first.Host);
    }

    [Fact]
    public void A_status_is_one_of_those_there_are()
    {
        Assert.Equal("meeting.status", Rule(() => Record(new() { On = Some.Opened, Status = (MeetingStatus)7 })));
    }

    [Fact]
    public void Each_chair_is_named_once_and_there_are_not_too_many()
    {
        Assert.Equal("meeting.chairs", Rule(() => Record(Held with { Chairs = ["ROK", "ROK"] })));
        Assert.Equal("meeting.chairs", Rule(() => Record(Held with { Chairs = [.. Enumerable.Range(0, Meeting.MostChairs + 1).Select(n => $"B-{n}")] })));
        Assert.Equal(Meeting.MostChairs, Record(Held with { Chairs = [.. Enumerable.Range(0, Meeting.MostChairs).Select(n => $"B-{n}")] }).Chairs.Count);
    }

    [Fact]
    public void Only_a_held_meeting_has_an_outcome_and_follow_ups()
    {
        var scheduled = Held with { On = Tomorrow, Status = MeetingStatus.Scheduled };

        Assert.Equal("meeting.not-held", Rule(() => Record(scheduled with { OutcomeDocument = "CS-21" })));
        Assert.Equal("meeting.not-held", Rule(() => Record(scheduled with { FollowUps = FollowUps.None })));
        Assert.Null(Record(scheduled with { OutcomeDocument = " " }).OutcomeDocument);
    }

    [Fact]
    public void Follow_ups_are_items_and_words_or_none_or_not_recorded()
    {
        Assert.Null(Record(Held).FollowUps);
        Assert.True(Record(Held with { FollowUps = FollowUps.None }).FollowUps!.AreNone);
        Assert.True(Record(Held with { FollowUps = new([], "  ") }).FollowUps!.AreNone);
        Assert.False(Record(Held with { FollowUps = new(["AKCF"]) }).FollowUps!.AreNone);
        Assert.False(Record(Held with { FollowUps = new([], "Report in a year.") }).FollowUps!.AreNone);
        Assert.Equal("meeting.follow-ups", Rule(() => Record(Held with { FollowUps = new(["AKCF", "AKCF"]) })));
        Assert.Equal("meeting.follow-ups", Rule(() => Record(Held with { FollowUps = new([.. Enumerable.Range(0, FollowUps.MostItems + 1).Select(n => $"I-{n}")]) })));
    }

    [Fact]
    public void Everything_against_a_meeting_is_said_at_once()
    {
        var rules = Rules(() => Meeting.Record(
            Mechanism, new() { Number = 0, On = Tomorrow, Status = MeetingStatus.Held, Host = new('x', 201), FollowUps = new([], "a\u0007"), Chairs = ["A", "A"] }, [], Some.Official, Some.Today, Some.Now));

        Assert.Equal(["meeting.chairs", "meeting.future", "meeting.number", "permission.keep", "text.characters", "text.length"], rules.Order());
    }

    [Fact]
    public void A_scheduled_meeting_becomes_held_and_what_it_said_before_is_kept()
    {
        var scheduled = Held with { On = Some.Today, Status = MeetingStatus.Scheduled, Host = "Bali" };
        var meeting = Record(scheduled);

        Change(meeting, scheduled with { Status = MeetingStatus.Held, FollowUps = FollowUps.None });

        var change = Assert.Single(meeting.Changes);
        Assert.Equal((MeetingStatus.Held, 2), (meeting.Status, meeting.Version));
        Assert.Equal((Some.Now.AddHours(1), Some.Keeper.PersonId, Some.Keeper.Name), (change.At, change.ById, change.ByName));
        Assert.Equal((MeetingStatus.Scheduled, "Bali", null), (change.Before.Status, change.Before.Host, change.Before.FollowUps));
        Assert.Equal((Some.Now, 1), (meeting.RecordedAt, meeting.Changes.Count));
    }

    [Fact]
    public void A_refused_change_leaves_the_meeting_as_it_was()
    {
        var meeting = Record(Held);

        Assert.Equal("meeting.future", Rule(() => Change(meeting, Held with { On = Tomorrow })));
        Assert.Equal("meeting.unchanged", Rule(() => Change(meeting, Held with { Host = " " })));

        Assert.Equal((Some.Opened, 1), (meeting.On, meeting.Version));
        Assert.Empty(meeting.Changes);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("day")]
    [InlineData("status")]
    [InlineData("chairs")]
    [InlineData("outcome")]
    [InlineData("follow-ups")]
    [InlineData("none said")]
    [InlineData("not recorded")]
    public void Each_part_of_a_meeting_can_be_changed_alone(string part)
    {
        var meeting = Record(Held with { FollowUps = new(["AKCF"]) });
        var now = meeting.Report;

        if (part == "none said")
        {
            Change(meeting, now with { FollowUps = FollowUps.None });
        }

        var versions = meeting.Version;
        Change(meeting, part switch
        {
            "number" => now with { Number = 2 },
            "day" => now with { On = Yesterday },
            "status" => now with { Status = MeetingStatus.Cancelled, FollowUps = null },
            "chairs" => now with { Chairs = ["ROK"] },
            "outcome" => now with { OutcomeDocument = "CS-21" },
            "follow-ups" => now with { FollowUps = new(["AKCF"], "And more.") },
            _ => now with { FollowUps = null },
        });

        Assert.Equal(versions + 1, meeting.Version);
    }

    [Fact]
    public void A_reported_total_says_what_the_source_says()
    {
        Assert.Equal("reported-figure.text", Rule(() => _ = new ReportedFigure(Mechanism, Some.Opened, " ", null, "CS-21")));
        Assert.Equal("reported-figure.text", Rule(() => _ = new ReportedFigure(Mechanism, Some.Opened, new('x', 401), null, "CS-21")));
        var figure = new ReportedFigure(Mechanism, Some.Opened, "88 % of action lines addressed", "2021–2025", "CS-21");
        Assert.Equal(("88 % of action lines addressed", "2021–2025", "CS-21", Some.Opened), (figure.Text, figure.Scope, figure.Document, figure.On));
    }
}
