using Tracker.Application.Changes;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Funds;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Changes;

/// <summary>How a report of changes speaks.</summary>
public static class ChangeWords
{
    /// <summary>What the group holds, where its heading leaves a doubt.</summary>
    public static string? Explanation(ChangeGroup group) => group switch
    {
        ChangeGroup.TargetsPassed => "The latest day of the target lies in this period, and the stage it is for was not reached by then.",
        ChangeGroup.Mentions => "Items that were in the register before and that a document names.",
        ChangeGroup.Aged => "Nobody reported anything: a rating or a report grew older than the reporting cycle, or a target came near.",
        ChangeGroup.Counting => "What an item is part of counts, or no longer does, or the item came into what this report is of.",
        ChangeGroup.RecordedLate => "Dated up to the first day, and recorded or withdrawn after it, money included; what an import brought is left out. Both days’ figures know of it, so it moves none.",
        _ => null,
    };

    /// <summary>As in the address: <c>only=targets-passed</c>.</summary>
    public static string NameOf(ChangeGroup group) => group switch
    {
        ChangeGroup.TargetsPassed => "targets-passed",
        ChangeGroup.RecordedLate => "recorded-late",
        _ => group.ToString().ToLowerInvariant(),
    };

    /// <summary>Where a line's entry stands, on the last day of the report.</summary>
    public static string AddressOf(ChangeLine line, DateOnly? past) =>
        line.IsMoney ? FundWords.OfEntry(line.Code, line.Entry ?? 0, past)
        : RegisterAddress.OfItem(line.Code, past) + (line.Entry is { } entry ? $"#entry-{entry}" : "");

    /// <summary>What the report says in one sentence.</summary>
    public static string Sentence(ChangesView view, string from, string to)
    {
        var (delivered, counted) = (view[Figure.Delivered], view[Figure.Counted]);
        var more = delivered.After - delivered.Before;
        var change = more == 0 ? "as many as before" : $"{Math.Abs(more)} {(more > 0 ? "more" : "fewer")} than before";
        return counted.After == 0
            ? $"From {from} to {to}."
            : $"From {from} to {to}: {RegisterWords.Number(delivered.After)} of {RegisterWords.Number(counted.After)} deliverables delivered, {change}.";
    }

    /// <summary>"4 + 2 − 1 = 5".</summary>
    public static string Arithmetic(FigureChange change) =>
        $"{RegisterWords.Number(change.Before)} + {RegisterWords.Number(change.Entered)} − {RegisterWords.Number(change.Left)} = {RegisterWords.Number(change.After)}";
}
