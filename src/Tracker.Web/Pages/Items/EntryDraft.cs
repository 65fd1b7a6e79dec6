using System.Globalization;
using Tracker.Domain.Items;

namespace Tracker.Web.Pages.Items;

/// <summary>What is done with an entry of the history.</summary>
public enum EntryAct
{
    Withdraw,
    Assess,
}

/// <summary>The form below an entry of the history, as the address asks for it: <c>items/AKIIC?withdraw=3</c>.</summary>
public sealed record AskedEntry(EntryAct Act, int Sequence)
{
    public const string Withdraw = "withdraw";
    public const string Assess = "assess";

    /// <summary>Null where the address asks for none.</summary>
    public static AskedEntry? Read(string? withdraw, string? assess) =>
        Number(withdraw) is { } withdrawn ? new(EntryAct.Withdraw, withdrawn)
        : Number(assess) is { } assessed ? new(EntryAct.Assess, assessed)
        : null;

    /// <summary>The address of the form within the application.</summary>
    public string Of(string code) =>
        $"items/{code}?{(Act == EntryAct.Withdraw ? Withdraw : Assess)}={Sequence.ToString(CultureInfo.InvariantCulture)}";

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What a person has typed below an entry of the history, as typed.</summary>
public sealed class EntryDraft
{
    /// <summary>The latest entry that the person saw.</summary>
    public int LastSeen { get; set; }

    public Verdict Verdict { get; set; }

    /// <summary>The reason, or the note.</summary>
    public string? Words { get; set; }
}
