namespace Tracker.Domain.Items;

/// <summary>What may be recorded of a meeting (docs/domain.md, Meetings).</summary>
public static class MeetingObjections
{
    /// <summary>Every reason against it, all at once; empty means that it is recorded.</summary>
    /// <param name="changed">The meeting that is changed; null for a new one.</param>
    /// <param name="others">The other meetings of the mechanism.</param>
    /// <param name="today">Today in the organisation's time zone.</param>
    public static IReadOnlyList<Refusal> To(Item mechanism, Meeting? changed, MeetingReport report, IReadOnlyCollection<Meeting> others, Actor actor, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (Permissions.ToKeepRegister(actor) is { } notAllowed)
        {
            refusals.Add(notAllowed);
        }

        if (mechanism.Kind != Kind.Mechanism)
        {
            refusals.Add(new("meeting.mechanism", "Only mechanisms have meetings. Choose the mechanism."));
        }

        refusals.AddRange(ToStatusAndDay(changed, report, today));
        refusals.AddRange(ToPlace(report, [.. others.Where(o => o.Id != changed?.Id && o.Status != MeetingStatus.Cancelled)]));
        refusals.AddRange(ToContent(report));
        if (changed is not null && changed.Report.SaysTheSameAs(report.Tidy()))
        {
            refusals.Add(new("meeting.unchanged", "Nothing is changed yet. Change what is to be recorded, or leave without saving."));
        }

        return refusals;
    }

    private static IEnumerable<Refusal> ToStatusAndDay(Meeting? changed, MeetingReport report, DateOnly today)
    {
        if (!Enum.IsDefined(report.Status))
        {
            yield return new("meeting.status", "Say whether it is scheduled, was held or is cancelled.", "Status");
        }

        if (report.Status == MeetingStatus.Held && report.On > today)
        {
            yield return new("meeting.future", "A meeting that lies in the future is scheduled, not held.", "On");
        }

        // A scheduled meeting whose day has passed may be corrected, without saying what became of it.
        var isAsBefore = changed is { Status: MeetingStatus.Scheduled } && changed.On == report.On;
        if (report.Status == MeetingStatus.Scheduled && report.On < today && !isAsBefore)
        {
            yield return new("meeting.past", "This day has passed: record the meeting as held or cancelled, or enter the day for which it is scheduled.", "On");
        }
    }

    private static IEnumerable<Refusal> ToPlace(MeetingReport report, List<Meeting> others)
    {
        if (report.Number is < 1 or > 9999)
        {
            yield return new("meeting.number", "Meetings are numbered from 1. Leave the number out where they are not numbered.", "Number");
        }

        if (report.Status == MeetingStatus.Cancelled)
        {
            yield break;
        }

        if (report.Number is not null && others.Find(o => o.Number == report.Number) is { } same)
        {
            yield return new("meeting.number-taken", $"No. {report.Number} is the meeting of {same.On:d MMMM yyyy}. Enter another number, or change that meeting.", "Number");
        }

        if (others.Exists(o => o.On == report.On))
        {
            yield return new("meeting.day-taken", $"A meeting on {report.On:d MMMM yyyy} is recorded already. Change that one, or enter another day.", "On");
        }
    }

    private static IEnumerable<Refusal> ToContent(MeetingReport report)
    {
        if (report.Chairs.Distinct().Count() < report.Chairs.Count || report.Chairs.Count > Meeting.MostChairs)
        {
            yield return new("meeting.chairs", $"Name each chair once, and at most {Meeting.MostChairs}.", "Chairs");
        }

        if (report.Status != MeetingStatus.Held && (report.OutcomeDocument is not null || report.FollowUps is not null))
        {
            yield return new("meeting.not-held", "Only a meeting that was held has an outcome and follow-ups. Record it as held, or leave them out.", "Status");
        }

        if (report.FollowUps is { } asked && (asked.Items.Distinct().Count() < asked.Items.Count || asked.Items.Count > FollowUps.MostItems))
        {
            yield return new("meeting.follow-ups", $"Name each item once, and at most {FollowUps.MostItems}.", "FollowUps");
        }

        var texts = Texts.ObjectionsTo(
        [
            new(report.Host, "Host", 200), new(report.OutcomeDocument, "OutcomeDocument", 100),
            .. report.Chairs.Select(c => new Written(c, "Chairs", 100)),
            new(report.FollowUps?.Text, "FollowUpText", 4000),
            .. (report.FollowUps?.Items ?? []).Select(c => new Written(c, "FollowUps", 100)),
        ]);
        foreach (var text in texts)
        {
            yield return text;
        }
    }
}
