using System.Globalization;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;

namespace Tracker.Application.Items;

/// <summary>Since when a series is silent: the year of the document that was the last to name an item, or that document.</summary>
/// <example>"2020", "CS-21".</example>
public readonly record struct Silence
{
    public Silence(int year) => Year = year;

    public Silence(string document) => Document = document;

    public int? Year { get; }

    public string? Document { get; }

    /// <summary>Four digits are a year; anything else is the code of a document, or nothing.</summary>
    public static Silence? Read(string text) =>
        text.Length == 4 && text.All(char.IsAsciiDigit) ? (int.Parse(text, CultureInfo.InvariantCulture) is var year and > 0 ? new Silence(year) : null)
        : Codes.IsCode(text) ? new Silence(text)
        : null;

    /// <summary>Whether it is so where that document was the last to name the item.</summary>
    public bool Is(DocumentPlace last) => Document is { } code ? last.Code == code : last.DatedOn.Year == Year;

    public override string ToString() => Document ?? Year?.ToString("0000", CultureInfo.InvariantCulture) ?? "";
}
