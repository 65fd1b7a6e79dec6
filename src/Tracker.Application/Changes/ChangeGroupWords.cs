using Tracker.Domain.Items;

namespace Tracker.Application.Changes;

/// <summary>How pages and papers speak of changes.</summary>
public static class ChangeGroupWords
{
    /// <summary>The group's heading.</summary>
    public static string Title(ChangeGroup group) => group switch
    {
        ChangeGroup.Stages => "Moved to another stage",
        ChangeGroup.New => "New in the register",
        ChangeGroup.Ended => "Ended or given up",
        ChangeGroup.Targets => "Targets set or revised",
        ChangeGroup.TargetsPassed => "Targets that passed",
        ChangeGroup.Outlook => "Outlook",
        ChangeGroup.Progress => "Progress within the stage",
        ChangeGroup.Assurance => "Confirmed or contested",
        ChangeGroup.Money => "Money",
        ChangeGroup.Mentions => "Named by documents",
        ChangeGroup.Revisions => "Edited",
        ChangeGroup.Reports => "Reported without a change",
        ChangeGroup.Aged => "By the passing of time",
        ChangeGroup.Counting => "Counted otherwise",
        _ => "Dated earlier, recorded since",
    };

    /// <summary>"+ delivered, − under way": the figures that a line moved; null where it moved none that is shown.</summary>
    public static string? Moved(ChangeLine line)
    {
        var shown = ChangesView.Headline;
        var parts = line.Entered.Where(shown.Contains).Select(f => $"+\u00A0{f.Label}").Concat(line.Left.Where(shown.Contains).Select(f => $"−\u00A0{f.Label}")).ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
