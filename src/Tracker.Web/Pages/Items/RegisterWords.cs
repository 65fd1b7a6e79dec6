using System.Globalization;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>How lists of items say what the register holds.</summary>
public static class RegisterWords
{
    /// <summary>"1 item", "1,204 items".</summary>
    public static string Items(int count) => count == 1 ? "1 item" : $"{Number(count)} items";

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Kind, with its form where it says more: "Agreement, treaty".</summary>
    public static string KindOf(RegisterRow row) =>
        row.Form == Form.None || row.Form.Name() == row.Kind.Name() ? row.Kind.Name() : $"{row.Kind.Name()}, {row.Form.Name().ToLowerInvariant()}";

    /// <summary>What the calendar says of a row's target; null where it has none to speak of.</summary>
    public static string? Timing(RegisterRow row, DateOnly day) => row.Schedule switch
    {
        Schedule.Overdue => $"{OverviewQuery.Lateness(row.DaysLate)} late",
        Schedule.Due when row.TargetLatest == day => "Due today",
        Schedule.Due when row.TargetLatest is { } latest => $"Due in {OverviewQuery.Lateness(latest.DayNumber - day.DayNumber)}",
        Schedule.MetOnTime => "Met on time",
        Schedule.MetLate => $"Met {OverviewQuery.Lateness(row.DaysLate)} late",
        _ => null,
    };

    public static string SortedBy(RegisterFilter filter) => (filter.Sort, filter.Descending) switch
    {
        (RegisterSort.Title, false) => "sorted by title",
        (RegisterSort.Title, true) => "sorted by title, from Z to A",
        (RegisterSort.Target, false) => "sorted by target, the earliest first",
        (RegisterSort.Target, true) => "sorted by target, the latest first",
        (RegisterSort.LastUpdate, false) => "sorted by last report, the oldest first",
        (RegisterSort.LastUpdate, true) => "sorted by last report, the newest first",
        (_, true) => "sorted by code, from Z to A",
        _ => "sorted by code",
    };

    /// <summary>The stages in the order of the arrows, with the one where the row stands; none outside that order.</summary>
    public static IReadOnlyList<StagePath.Stop> Stops(RegisterRow row)
    {
        var life = Lifecycle.Of(row.Kind, row.Form);
        if ((row.Stage == Stage.OnHold ? row.Held : row.Stage) is not { } stage || life.OrderOf(stage) is not { } here)
        {
            return [];
        }

        return
        [
            .. life.Path.Select((rule, place) => new StagePath.Stop(
                rule.Stage.Name(),
                place < here ? StagePath.StopState.Done : place == here ? StagePath.StopState.Current : StagePath.StopState.Later)),
        ];
    }
}
