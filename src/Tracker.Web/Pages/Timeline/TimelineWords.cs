using System.Globalization;
using Tracker.Application.Timeline;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;
using Tracker.Web.Pages.Mechanisms;

namespace Tracker.Web.Pages.Timeline;

/// <summary>How the timeline says what it shows: the picture and the table say the same.</summary>
public static class TimelineWords
{
    public static string NameOf(TimelineRow row) => row.Acronym ?? row.Title;

    public static string NameOf(TimelineMechanism mechanism) => mechanism.Acronym ?? mechanism.Title;

    /// <summary>", 40 more on other pages"; null where all items of the group are on this one.</summary>
    public static string? Elsewhere(TimelineGroup group) => group.Elsewhere > 0 ? $", {RegisterWords.Number(group.Elsewhere.Value)} more on other pages" : null;

    /// <summary>"Target: opened", "First target: opened", "Milestone: lease signed", "Period".</summary>
    public static string What(ItemDate date) => date.Kind switch
    {
        DateKind.Period => "Period",
        DateKind.Milestone => $"Milestone: {date.Title}",
        _ => $"{(date.Kind == DateKind.Target ? date.Revision > 0 ? "Revised target" : "Target" : date.Revision > 0 ? "Earlier revised target" : "First target")}: {date.Aim!.Value.Name().ToLowerInvariant()}",
    };

    /// <summary>How it stands, in a word or two; never only a colour.</summary>
    public static string State(ItemDate date, DateOnly day) => (date.Kind, date.Schedule) switch
    {
        (DateKind.Period, _) => date.Earliest > day ? "Ahead" : date.Latest < day ? "Over" : "Running",
        (DateKind.EarlierTarget, _) => "Replaced",
        (_, Schedule.Overdue) => $"{Days(date.DaysLate)} late",
        (_, Schedule.MetLate) => $"Met {Days(date.DaysLate)} late",
        (_, Schedule.MetOnTime) => date.Latest is null ? "Met" : "Met on time",
        (_, Schedule.Due) when date.Latest == day => "Due today",
        (_, Schedule.Due) => $"Due in {Days(date.Latest!.Value.DayNumber - day.DayNumber)}",
        (_, Schedule.Upcoming) => "Upcoming",
        _ => "Not met, no longer running",
    };

    public static string Symbol(ItemDate date) => date.Schedule is { } schedule ? StatusLook.Symbol(schedule) is { Length: > 0 } symbol ? symbol : "–" : "";

    public static string Colour(ItemDate date) => date.Schedule is { } schedule ? StatusLook.Colour(schedule) : "plain";

    /// <summary>Everything of a date but whose it is: "target: opened, “by the end of 2023” (by 31 December 2023), 120 days late".</summary>
    public static string Words(ItemDate date, DateOnly day)
    {
        string?[] parts =
        [
            $"{char.ToLowerInvariant(What(date)[0])}{What(date)[1..]}",
            date.Words == date.Title ? null : $"“{date.Words}”{(Span(date) is { } span ? $" ({span})" : "")}",
            date.MetOn is { } met && date.Schedule is Schedule.MetLate or Schedule.MetOnTime
                ? $"met on {AsOfDay.InWords(met)}{(date.DaysLate > 0 ? $", {Days(date.DaysLate)} late" : date.Latest is null ? "" : ", on time")}"
                : char.ToLowerInvariant(State(date, day)[0]) + State(date, day)[1..],
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>"21st meeting of 12 November 2020, held".</summary>
    public static string Words(TimelineMeeting meeting, DateOnly day) =>
        $"{MechanismWords.NameOf(meeting.Number)} of {AsOfDay.InWords(meeting.On)}{(meeting.Host is { } host ? $", {host}" : "")}, {MechanismWords.StatusOf(meeting.Status, meeting.On, day).ToLowerInvariant()}";

    /// <summary>"120 days", exact, as a target's lateness is counted.</summary>
    public static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:N0} days");

    /// <summary>What is shown, in one sentence.</summary>
    public static string Sentence(TimelineView view, DayShown day)
    {
        var late = view.Rows.Count(r => r.Dates.Any(d => d.Schedule == Schedule.Overdue));
        var meetings = view.Mechanisms.Sum(m => m.Meetings.Count);
        string?[] parts =
        [
            view.Total == 0 ? null : RegisterWords.Items(view.Total),
            late == 0 ? null : $"{RegisterWords.Number(late)} of them overdue{(view.Pages > 1 ? " on this page" : "")}",
            meetings == 0 ? null : MechanismWords.Meetings(meetings),
        ];
        var what = parts.OfType<string>().ToList();
        var known = day.Past is null ? "as known today" : $"as known on {AsOfDay.InWords(view.Day)}";
        return $"From {AsOfDay.InWords(view.Window.From)} to {AsOfDay.InWords(view.Window.To)}, {known}: {(what.Count == 0 ? "nothing" : string.Join(", ", what))}.";
    }

    private static string? Span(ItemDate date) => (date.Earliest, date.Latest) switch
    {
        ({ } earliest, { } latest) when earliest == latest => AsOfDay.InWords(latest),
        ({ } earliest, { } latest) => $"{AsOfDay.InWords(earliest)} to {AsOfDay.InWords(latest)}",
        (null, { } latest) => $"by {AsOfDay.InWords(latest)}",
        ({ } earliest, null) => $"from {AsOfDay.InWords(earliest)}",
        _ => null,
    };
}
