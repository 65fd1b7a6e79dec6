using System.Globalization;

namespace Tracker.Papers;

/// <summary>What stands in a cell, typed, so that a spreadsheet can count with it.</summary>
public abstract record Cell
{
    /// <summary>Nothing to say: "–".</summary>
    public static Cell Nothing { get; } = new Nothing();

    /// <summary>The value as text, the same in every culture.</summary>
    public abstract string InWords { get; }

    public static implicit operator Cell(string text) => (Text)text;
    public static implicit operator Cell(long value) => new Number(value);
    public static implicit operator Cell(DateOnly day) => new Day(day);
}

/// <summary>Text, in runs that differ in how they look or where they lead.</summary>
public sealed record Text(params IReadOnlyList<Run> Runs) : Cell
{
    public override string InWords => Runs.Count == 1 ? Runs[0].Text : string.Concat(Runs.Select(r => r.Text));

    public static implicit operator Text(string text) => new(new Run(text));

    /// <summary>"Study under way → Study completed", the old value struck through.</summary>
    public static Text Changed(string before, string after) => new(new Run(before, Emphasis.Struck | Emphasis.Muted), new Run(" → "), new Run(after, Emphasis.Bold));
}

/// <summary>Text that looks the same throughout.</summary>
/// <param name="Link">
/// An absolute https address, or "#" and the place of a section, group or row of this paper. Anything else is not a link.
/// </param>
public sealed record Run(string Text, Emphasis Emphasis = Emphasis.None, Tone Tone = Tone.None, string? Link = null);

/// <summary>How a run looks.</summary>
[Flags]
public enum Emphasis
{
    None = 0,
    Bold = 1,
    Struck = 2,
    Muted = 4,
}

/// <summary>The colour of a meaning that a word or a symbol beside it says too, never of a decoration.</summary>
public enum Tone
{
    None,
    Grey,
    Blue,
    Green,
    Violet,
    Amber,
    Red,
}

/// <summary>A whole number.</summary>
public sealed record Number(long Value) : Cell
{
    public override string InWords => Value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A day, as 2020-11-12.</summary>
public sealed record Day(DateOnly Value) : Cell
{
    public override string InWords => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A percentage: 88 is 88 %; one decimal is shown.</summary>
public sealed record Percent(decimal Value) : Cell
{
    public override string InWords => Value.ToString("#,##0.#", CultureInfo.InvariantCulture) + "\u00a0%";
}

/// <summary>Money in minor units of an ISO 4217 currency that has <paramref name="Decimals"/> decimals: 100000000 USD is one million dollars.</summary>
public sealed record Money(long Minor, string Currency, int Decimals = 2) : Cell
{
    /// <exception cref="ArgumentException">It is not three capital letters.</exception>
    public string Currency { get; init; } = Currency is { Length: 3 } && Currency.All(char.IsAsciiLetterUpper) ? Currency : throw new ArgumentException("A currency has three capital letters.", nameof(Currency));

    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or above 4.</exception>
    public int Decimals { get; init; } = Decimals is >= 0 and <= 4 ? Decimals : throw new ArgumentOutOfRangeException(nameof(Decimals));

    public override string InWords => Currency + "\u00a0" + Amount.ToString(HasCents ? "N" + Decimals.ToString(CultureInfo.InvariantCulture) : "N0", CultureInfo.InvariantCulture);

    internal decimal Amount => Minor / Unit;

    /// <summary>Cents are written only where there are some.</summary>
    internal bool HasCents => Minor % Unit != 0;

    private decimal Unit => Decimals switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1000, _ => 10000 };
}

/// <summary>Nothing to say.</summary>
public sealed record Nothing : Cell
{
    public override string InWords => "–";
}
