using Tracker.Domain.Items;

namespace Tracker.Domain.Plans;

/// <summary>What one leaf brings into a mean.</summary>
/// <param name="LeftOut">Why it is left out; null where it counts.</param>
public sealed record Leaf(string Code, string Title, int Weight, int? Percent, string? LeftOut, bool IsOnHold = false)
{
    /// <summary>What an item brings, with the reason where it is left out (docs/domain.md, Mean progress).</summary>
    public static Leaf Of(string code, ItemState state) => new(
        code,
        state.Profile.Title,
        state.Profile.Weight,
        state.Progress?.Percent,
        state.Profile.Nature != Nature.Deliverable ? $"not a deliverable: {state.Profile.Nature.Name().ToLowerInvariant()}"
            : state.Stage is null ? "stage not stated"
            : state.Progress is null ? $"“{(state.Standstill ?? state.Stage).Value.Name()}” has no percentage"
            : null,
        state.Stage == Stage.OnHold);
}

/// <summary>
/// Mean progress over distinct counted leaves, weighted; not a mean of means. What is left out is
/// listed by name with the reason (docs/domain.md, Mean progress).
/// </summary>
public sealed record RollUp(IReadOnlyList<Leaf> Counted, IReadOnlyList<Leaf> LeftOut)
{
    /// <summary>The roll-up of any leaves; one that comes twice enters once.</summary>
    public static RollUp Of(IEnumerable<Leaf> leaves)
    {
        // A leaf reached by two paths counts once.
        var distinct = leaves.GroupBy(l => l.Code).Select(g => g.First()).OrderBy(l => l.Code, StringComparer.Ordinal).ToList();
        return new([.. distinct.Where(l => l.LeftOut is null)], [.. distinct.Where(l => l.LeftOut is not null)]);
    }

    /// <summary>Sum of weight × %.</summary>
    public long Numerator => Counted.Sum(l => (long)l.Weight * l.Percent!.Value);

    /// <summary>Sum of the weights of what counts.</summary>
    public long Weight => Counted.Sum(l => (long)l.Weight);

    /// <summary>The mean in whole %, or null where nothing counts.</summary>
    /// <remarks>100 % only if every leaf is at 100, 0 % only if every leaf is at 0; otherwise 99 % and 1 %.</remarks>
    public int? Percent =>
        Weight == 0 ? null
        : Counted.All(l => l.Percent == 100) ? 100
        : Counted.All(l => l.Percent == 0) ? 0
        : Math.Clamp((int)Math.Round((decimal)Numerator / Weight, MidpointRounding.AwayFromZero), 1, 99);
}
