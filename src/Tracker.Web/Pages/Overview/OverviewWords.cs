using Tracker.Application.Overview;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Overview;

/// <summary>How the overview says its figures.</summary>
public static class OverviewWords
{
    /// <summary>The phases that N is the sum of, in lifecycle order, with the figure of each.</summary>
    public static IReadOnlyList<(Phase Phase, Figure Figure)> Split { get; } =
    [
        (Phase.NotStarted, Figure.NotStarted),
        (Phase.UnderWay, Figure.UnderWay),
        (Phase.Delivered, Figure.Delivered),
    ];

    /// <summary>What stands beside N and why it is not in it.</summary>
    public static IReadOnlyList<Figure> LeftOut { get; } =
        [Figure.DeliveredBefore, Figure.NoLongerRunning, Figure.StageNotStated, Figure.Superseded, Figure.CountsInside];

    /// <summary>Figures that count among the deliverables not yet delivered.</summary>
    public static bool CountsOpenOnes(Figure figure) =>
        figure == Figure.Overdue || figure == Figure.AtRiskOrOffTrack || figure == Figure.NoRecentReport || figure == Figure.NoLead;

    /// <summary>The headline: one sentence with the counts that matter.</summary>
    public static string Headline(OverviewView view, DayShown day)
    {
        var one = view[Figure.Delivered] == 1 || view[Figure.Counted] == 1;
        var was = day.Past is null ? (one ? "is" : "are") : one ? "was" : "were";
        if (view[Figure.Counted] == 0)
        {
            return $"{day.InWords}{(day.Past is null ? "" : ",")} the register {(day.Past is null ? "counts" : "counted")} no deliverables.";
        }

        var silent = view[Figure.NoRecentReport];
        var had = day.Past is not null ? "had" : silent == 1 ? "has" : "have";
        return $"{day.InWords}, {Number(view[Figure.Delivered])} of {Number(view[Figure.Counted])} {(view[Figure.Counted] == 1 ? "deliverable" : "deliverables")} {was} delivered, "
            + $"{Number(view[Figure.UnderWay])} under way, {Number(view[Figure.NotStarted])} not started; "
            + $"{Number(view[Figure.Overdue])} overdue; {Number(silent)} {had} no recent report.";
    }

    /// <summary>"the 26th ASEAN-ROK Dialogue of 30 June 2022".</summary>
    public static string Meeting(LastMeeting meeting) => Meeting(meeting.Number, meeting.Title, meeting.On);

    /// <summary>As the other one, for a mark in time.</summary>
    public static string Meeting(MeetingMark meeting) => Meeting(meeting.Number, meeting.Title, meeting.On);

    /// <summary>A change with its sign and its word, never an arrow alone.</summary>
    public static string Change(int change) =>
        change > 0 ? $"+{Number(change)} more" : $"−{Number(-change)} fewer";

    /// <summary>"1 position", "13 positions".</summary>
    public static string Plain(Figure figure, int count) =>
        count == 1 && figure.Label.EndsWith('s') ? figure.Label[..^1] : figure.Label;

    public static string Number(int count) => RegisterWords.Number(count);

    private static string Meeting(int? number, string title, DateOnly on) =>
        $"{(number is { } n ? $"{Domain.Words.Ordinal(n)} " : "")}{title} of {AsOfDay.InWords(on)}";
}
