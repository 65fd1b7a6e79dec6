using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;
using Tracker.Web.Pages.Overview;

namespace Tracker.Web.Pages.Mechanisms;

/// <summary>How pages speak of mechanisms and their meetings.</summary>
public static class MechanismWords
{
    private static readonly string[] _numbers =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>The page of a mechanism, on the day shown.</summary>
    public static string OfMechanism(string code, DateOnly? past) =>
        AsOfDay.Address($"mechanisms/{code}", past);

    /// <summary>One meeting on the page of its mechanism, brought into view.</summary>
    public static string OfMeeting(string mechanism, Guid meeting, DateOnly? past) =>
        $"{OfMechanism(mechanism, past)}{(past is null ? '?' : '&')}meeting={meeting}";

    /// <summary>"every year", "every two years", "every six months".</summary>
    public static string Every(int months) => (months, months % 12) switch
    {
        (1, _) => "every month",
        (12, _) => "every year",
        (_, 0) => $"every {InWords(months / 12)} years",
        _ => $"every {InWords(months)} months",
    };

    /// <summary>How often it meets, for a table: "Every two years", "None set", "“regularly”"; null where nothing says so.</summary>
    public static string? Frequency(MeetingCycle cycle) =>
        cycle.Months is { } months ? RegisterWords.Capital(Every(months))
        : cycle.IsNoneSet ? "None set"
        : cycle.Frequency is { } words ? $"“{words}”"
        : null;

    /// <summary>How a mechanism stands in one sentence: "Meets every two years; met last on …; the next meeting was due by …; 1 cycle missed."</summary>
    public static string Sentence(MechanismView view, DayShown day)
    {
        List<string> parts = [Rhythm(view)];
        parts.Add(view.LastHeld is { } last ? $"met last on {AsOfDay.InWords(last.On)}" : "no meeting is recorded");
        if (view.Next is { } next)
        {
            parts.Add($"the next meeting is scheduled for {AsOfDay.InWords(next.On)}");
        }

        if (view.Cycle.DueBy is { } due)
        {
            var it = view.Next is null ? "the next meeting" : "it";
            parts.Add(due < day.Day ? $"{it} was due by {AsOfDay.InWords(due)}" : $"{it} is due by {AsOfDay.InWords(due)}");
            if (view.Cycle.Missed > 0)
            {
                parts.Add($"{Cycles(view.Cycle.Missed)} missed");
            }
        }
        else if (view.Cycle is { Frequency: { } words, IsNoneSet: false, Months: null } && view.Item.Stage == Stage.Active)
        {
            parts.Add($"next due: not known, the frequency is “{words}”");
        }

        var sentence = string.Join("; ", parts) + ".";
        return day.Past is null ? sentence : $"{day.InWords}: {char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
    }

    /// <summary>"1 cycle", "3 cycles".</summary>
    public static string Cycles(int count) => count == 1 ? "1 cycle" : $"{RegisterWords.Number(count)} cycles";

    /// <summary>"1 meeting", "1,204 meetings".</summary>
    public static string Meetings(int count) => count == 1 ? "1 meeting" : $"{RegisterWords.Number(count)} meetings";

    /// <summary>How late the next meeting is; null where it is not.</summary>
    public static string? Late(MeetingCycle cycle, DateOnly day) =>
        cycle.DueBy < day ? $"{OverviewQuery.Lateness(day.DayNumber - cycle.DueBy.Value.DayNumber)} late" : null;

    /// <summary>"10th meeting", "Meeting": the number where there is one.</summary>
    public static string NameOf(MeetingReport meeting) => NameOf(meeting.Number);

    public static string NameOf(int? number) => number is { } n ? $"{Domain.Words.Ordinal(n)} meeting" : "Meeting";

    /// <summary>What became of a meeting, on the day shown.</summary>
    public static string StatusOf(MeetingRow meeting, DateOnly day) => StatusOf(meeting.Status, meeting.On, day);

    public static string StatusOf(MeetingStatus status, DateOnly on, DateOnly day) =>
        status == MeetingStatus.Scheduled && on < day ? "Scheduled, not reported as held" : status.Name();

    public static string Symbol(MeetingStatus status) => status switch
    {
        MeetingStatus.Held => "●",
        MeetingStatus.Cancelled => "✕",
        _ => "○",
    };

    public static string Colour(MeetingRow meeting, DateOnly day) => Colour(meeting.Status, meeting.On, day);

    public static string Colour(MeetingStatus status, DateOnly on, DateOnly day) => status switch
    {
        MeetingStatus.Held => "green",
        MeetingStatus.Cancelled => "violet",
        _ => on < day ? "amber" : "grey",
    };

    /// <summary>What was recorded of a meeting before a change, in one line.</summary>
    public static string Before(MeetingReport before)
    {
        var follows = before switch
        {
            { Status: not MeetingStatus.Held } => null,
            { FollowUps: null } => "follow-ups not recorded",
            { FollowUps.AreNone: true } => "follow-ups: none",
            { FollowUps: { } asked } => $"follow-ups: {string.Join(", ", asked.Items.Append(asked.Text).OfType<string>())}",
        };
        string?[] parts =
        [
            $"{NameOf(before)} of {AsOfDay.InWords(before.On)}, {before.Status.Name().ToLowerInvariant()}",
            before.Host,
            before.Chairs.Count == 0 ? null : $"chaired by {string.Join(", ", before.Chairs)}",
            before.OutcomeDocument is { } document ? $"outcome {document}" : null,
            follows,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Rhythm(MechanismView view) =>
        view.Item.Stage != Stage.Active ? Words.NameOf(view.Item.Stage)
        : view.Cycle.Months is { } months ? $"Meets {Every(months)}"
        : view.Cycle.IsNoneSet ? "Meets without a set frequency"
        : view.Cycle.Frequency is null ? "How often it meets is not stated"
        : "Active";

    private static string InWords(int number) => number is >= 2 and <= 12 ? _numbers[number - 2] : RegisterWords.Number(number);
}
