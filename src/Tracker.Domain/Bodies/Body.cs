using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Bodies;

/// <summary>Whose a body is.</summary>
public enum Side
{
    Asean,
    Rok,

    /// <summary>Both sides together, such as a joint committee.</summary>
    Joint,

    /// <summary>Neither side, such as the United Nations.</summary>
    ThirdParty,
}

/// <summary>What sort of body it is.</summary>
public enum BodyKind
{
    State,
    Organisation,
    Ministry,
    Mission,
    Secretariat,
    SectoralBody,
    Centre,
    Other,
}

/// <summary>What a body does for an item. A lead is whose officials report on it.</summary>
public enum BodyRole
{
    Lead,
    Support,
    Host,
    Chair,
    Funder,
    Beneficiary,
    Party,
}

/// <summary>A ministry, mission, sectoral body, secretariat or existing organisation.</summary>
public sealed class Body
{
    private Body() // EF
    {
        Code = Name = "";
        OtherNames = [];
    }

    /// <exception cref="RefusedException">The code or the name cannot be used.</exception>
    public Body(string code, string name, Side side, BodyKind kind, string? under = null, IReadOnlyList<string>? otherNames = null)
    {
        RefusedException.ThrowIfAny(Codes.ObjectionsTo(code, "Code"));
        if (Texts.IsBlank(name) || name.Length > 200)
        {
            throw new RefusedException("body.name", "Give the body a name of at most 200 characters.", "Name");
        }

        RefusedException.ThrowIfAny(Texts.ObjectionsTo([new(name, "Name"), .. (otherNames ?? []).Select(n => new Written(n, "OtherNames", 200))]));

        Code = code;
        Name = name.Trim();
        Side = side;
        Kind = kind;
        Under = under;
        OtherNames = otherNames ?? [];
    }

    public string Code { get; private set; }
    public string Name { get; private set; }
    public Side Side { get; private set; }
    public BodyKind Kind { get; private set; }

    /// <summary>Code of the body that this one belongs to: the Member States are under ASEAN.</summary>
    public string? Under { get; private set; }

    public IReadOnlyList<string> OtherNames { get; private set; }

    /// <summary>The codes given and those of all bodies under them, at any depth.</summary>
    public static IReadOnlySet<string> WithThoseUnder(IEnumerable<string> codes, IReadOnlyCollection<Body> all)
    {
        var found = new HashSet<string>(codes, StringComparer.Ordinal);
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var body in all)
            {
                grew |= body.Under is { } under && found.Contains(under) && found.Add(body.Code);
            }
        }

        return found;
    }
}

/// <summary>Codes are what people see and send: short, in capitals, never changed.</summary>
public static partial class Codes
{
    /// <summary>In characters.</summary>
    public const int MaximumLength = 32;

    /// <summary>Capitals and digits in groups joined by single hyphens.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: > 0 and <= MaximumLength } && Pattern().IsMatch(text);

    /// <summary>A code made of words: in capitals without accents, small words left out, cut at the end of a word.</summary>
    /// <param name="most">Characters that it may have.</param>
    public static string From(string words, int most = MaximumLength)
    {
        var plain = string.Concat(words.Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterOrDigit(c) || char.IsWhiteSpace(c) || c is '-' or '+' or '/' or '&'));
        StringBuilder code = new();
        foreach (var word in plain.ToUpperInvariant().Split([' ', '-', '+', '/', '&', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("THE" or "OF" or "AND" or "ON" or "FOR" or "IN" or "TO" or "A" or "AN" or "WITH" or "BY")))
        {
            var length = code.Length + (code.Length == 0 ? 0 : 1) + word.Length;
            if (length > most)
            {
                break;
            }

            code.Append(code.Length == 0 ? "" : "-").Append(word);
        }

        if (code.Length == 0)
        {
            code.Append([.. plain.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(most)]);
        }

        return code.Length > 0 ? code.ToString() : "ITEM";
    }

    /// <summary>What is against a code; empty where it can be used.</summary>
    public static IReadOnlyList<Refusal> ObjectionsTo(string? code, string field) =>
        IsCode(code)
            ? []
            : [new("code.form", $"Use capitals, digits and single hyphens for the code, at most {MaximumLength} characters, such as AKIIC or POA-2021-2025.", field)];

    [GeneratedRegex("^[A-Z0-9]+(-[A-Z0-9]+)*\\z")]
    private static partial Regex Pattern();
}
