namespace Tracker.Domain;

/// <summary>One reason why something is refused, in the user's words (docs/domain.md, Refusals).</summary>
/// <param name="Rule">The rule's name, <c>area.rule</c>; stable, for tests and for scripts.</param>
/// <param name="Message">What is against it and what to do.</param>
/// <param name="Field">The field of the form that it belongs to, where there is one.</param>
public sealed record Refusal(string Rule, string Message, string? Field = null);

/// <summary>A deed was refused; nothing was recorded.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException(IReadOnlyList<Refusal> refusals)
        : base(string.Join(" ", refusals.Select(r => r.Message)))
        => Refusals = refusals;

    public RefusedException(string rule, string message, string? field = null)
        : this([new Refusal(rule, message, field)])
    {
    }

    /// <summary>Every reason at once, in the order of the form; never empty.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <exception cref="RefusedException">There is at least one refusal.</exception>
    public static void ThrowIfAny(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }
    }
}
