namespace Tracker.Domain.Items;

/// <summary>
/// A step on the way within an item, with a weight (1 to 100) that lifts progress within the stage's
/// band (docs/domain.md, Progress).
/// </summary>
public sealed record Milestone(int Number, string Title, TargetDate? Due, int Weight, DateOnly? MetOn = null, bool IsDropped = false)
{
    /// <summary>Neither met nor dropped.</summary>
    public bool IsOpen => MetOn is null && !IsDropped;
}

/// <summary>What can be done to a milestone.</summary>
public enum MilestoneAct
{
    Add,
    Meet,

    /// <summary>Takes back that it was met or dropped.</summary>
    Reopen,

    /// <summary>It is no longer wanted and carries no weight.</summary>
    Drop,
}

/// <summary>What an update does to one milestone.</summary>
/// <param name="Number">Its number within the item; a new one when it is added.</param>
public sealed record MilestoneChange(int Number, MilestoneAct Act, string? Title = null, TargetDate? Due = null, int Weight = 1)
{
    internal Refusal? ObjectionTo(IReadOnlyDictionary<int, Milestone> milestones)
    {
        var known = milestones.GetValueOrDefault(Number);
        return Act switch
        {
            MilestoneAct.Add when known is not null =>
                new("milestone.number", $"There is already a milestone {Number}.", "Milestones"),
            MilestoneAct.Add when Texts.IsBlank(Title) || Title.Length > 200 =>
                new("milestone.title", "Give the milestone a title of at most 200 characters.", "Milestones"),
            MilestoneAct.Add when Weight is < 1 or > 100 =>
                new("milestone.weight", "The weight of a milestone lies between 1 and 100.", "Milestones"),
            MilestoneAct.Add when Number is < 1 or > 1000 =>
                new("milestone.number", "Milestones are numbered from 1 to 1,000.", "Milestones"),
            MilestoneAct.Add when Due?.Objections().Count > 0 =>
                new("milestone.due", "Enter the milestone’s date as it is written, its latest day not before its earliest.", "Milestones"),
            MilestoneAct.Add => null,
            _ when known is null => new("milestone.unknown", $"There is no milestone {Number}.", "Milestones"),
            MilestoneAct.Meet or MilestoneAct.Drop when !known.IsOpen =>
                new("milestone.closed", $"The milestone “{known.Title}” is not open.", "Milestones"),
            MilestoneAct.Reopen when known.IsOpen =>
                new("milestone.open", $"The milestone “{known.Title}” is open already.", "Milestones"),
            _ => null,
        };
    }

    internal Milestone Apply(Milestone? known, DateOnly on) => Act switch
    {
        MilestoneAct.Add => new Milestone(Number, Title!.Trim(), Due, Weight),
        MilestoneAct.Meet => known! with { MetOn = on },
        MilestoneAct.Drop => known! with { IsDropped = true },
        _ => known! with { MetOn = null, IsDropped = false },
    };
}

/// <summary>How far an item is, in %, and how that figure came about.</summary>
/// <param name="Percent">Always within the band of the stage.</param>
/// <param name="Because">The arithmetic in words.</param>
public sealed record ProgressFigure(int Percent, bool IsManual, string Because)
{
    /// <summary>The stage's floor, or floor plus the share of met milestone weight within the band.</summary>
    /// <remarks>Null for stages without %, and for "Stage not stated". Dropped milestones carry no weight.</remarks>
    public static ProgressFigure? Of(StageRule? rule, IEnumerable<Milestone> milestones, ManualProgress? manual)
    {
        if (rule is not { Floor: { } floor, Ceiling: { } ceiling })
        {
            return null;
        }

        if (manual is not null)
        {
            return new(Math.Clamp(manual.Percent, floor, ceiling), true, $"Set by hand: {manual.Reason}");
        }

        var live = milestones.Where(m => !m.IsDropped).ToList();
        var whole = live.Sum(m => m.Weight);
        var met = live.Where(m => m.MetOn is not null).Sum(m => m.Weight);
        if (whole == 0 || ceiling == floor)
        {
            return new(floor, false, $"{rule.Stage.Name()} stands for {floor} %");
        }

        var percent = floor + ((ceiling - floor) * met / whole);
        return new(percent, false, $"{rule.Stage.Name()} stands for {floor} to {ceiling} %; milestones met weigh {met} of {whole}");
    }
}

/// <summary>A figure set by hand; it lies within the stage's band and has a reason.</summary>
public sealed record ManualProgress(int Percent, string Reason);

/// <summary>What somebody thinks will become of it (docs/domain.md, Outlook).</summary>
public enum Outlook
{
    OnTrack,
    AtRisk,
    OffTrack,
    NotRated,
}

/// <summary>A rating with its cause; At risk and Off track need one.</summary>
public sealed record Rating(Outlook Outlook, string? Cause = null);
