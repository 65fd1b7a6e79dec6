using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Meetings of mechanisms, which of them review the whole, and totals that a source reports.</summary>
public sealed class MeetingRules
{
    private static readonly Item Mechanism = Some.Item("mechanism", Stage.Active);

    private static string Rule(Action deed) => Assert.Single(Assert.Throws<RefusedException>(deed).Refusals).Rule;

    [Fact]
    public void Only_mechanisms_have_meetings_and_review_the_whole()
    {
        Assert.Equal("meeting.mechanism", Rule(() => _ = new Meeting(Some.Fund(), 1, Some.Opened, MeetingStatus.Held, Some.Today)));
        Assert.Equal("meeting.mechanism", Rule(() => Some.Fund().MarkAsReview(true, Some.Keeper)));
        var mechanism = Some.Item("mechanism", Stage.Active);
        mechanism.MarkAsReview(true, Some.Keeper);
        Assert.True(mechanism.IsReview);
        Assert.Equal("permission.keep", Rule(() => mechanism.MarkAsReview(false, Some.Official)));
        mechanism.MarkAsReview(false, Some.Keeper);
        Assert.False(mechanism.IsReview);
    }

    [Fact]
    public void A_meeting_in_the_future_is_scheduled_and_not_held()
    {
        var tomorrow = Some.Today.AddDays(1);

        Assert.Equal("meeting.future", Rule(() => _ = new Meeting(Mechanism, 1, tomorrow, MeetingStatus.Held, Some.Today)));
        Assert.Equal(tomorrow, new Meeting(Mechanism, 1, tomorrow, MeetingStatus.Scheduled, Some.Today).On);
        Assert.Equal(Some.Today, new Meeting(Mechanism, 1, Some.Today, MeetingStatus.Held, Some.Today).On);
        Assert.Equal(MeetingStatus.Cancelled, new Meeting(Mechanism, 1, tomorrow, MeetingStatus.Cancelled, Some.Today).Status);
    }

    [Fact]
    public void Meetings_are_numbered_from_one_or_not_at_all()
    {
        Assert.Equal("meeting.number", Rule(() => _ = new Meeting(Mechanism, 0, Some.Opened, MeetingStatus.Held, Some.Today)));
        Assert.Null(new Meeting(Mechanism, null, Some.Opened, MeetingStatus.Held, Some.Today).Number);
        var meeting = new Meeting(Mechanism, 21, Some.Opened, MeetingStatus.Held, Some.Today, "Viet Nam", "CS-21", ["ROK", "VN"]);
        Assert.Equal((21, Mechanism.Code, "Viet Nam", "CS-21"), (meeting.Number, meeting.Mechanism, meeting.Host, meeting.OutcomeDocument));
        Assert.Equal(["ROK", "VN"], meeting.Chairs);
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
