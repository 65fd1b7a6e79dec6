using System.Globalization;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;

namespace Tracker.Application.Documents;

/// <summary>What a person says of a document that they bring in, as they typed it.</summary>
public sealed record IncomingAbout
{
    public string? Code { get; set; } = "";
    public string? Title { get; set; } = "";
    public DocumentKind Kind { get; set; } = DocumentKind.Statement;

    /// <summary>As typed: 2026-11-28.</summary>
    public string? DatedOn { get; set; } = "";

    /// <summary>As typed; empty where it is not known to differ.</summary>
    public string? PublishedOn { get; set; } = "";

    public string? Issuer { get; set; } = "";
    public string? Address { get; set; } = "";

    /// <summary>The row of documents that it belongs to; empty where it belongs to none.</summary>
    public string? Series { get; set; } = "";

    /// <summary>The document, to see what is against it.</summary>
    /// <exception cref="RefusedException">Every reason at once.</exception>
    internal Document ToDocument(DateOnly today, IReadOnlyList<Paragraph>? paragraphs = null, IReadOnlyList<BodyMention>? bodies = null)
    {
        List<Refusal> refusals = [];
        DateOnly? Day(string? typed, string field, bool isAsked)
        {
            if (string.IsNullOrWhiteSpace(typed) && !isAsked)
            {
                return null;
            }

            if (!DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                refusals.Add(new("incoming.day", "Enter the day as year, month and day, such as 2026-11-28.", field));
                return null;
            }

            if (day > today)
            {
                refusals.Add(new("incoming.future", "The day lies in the future.", field));
            }

            return day;
        }

        var (dated, published) = (Day(DatedOn, "DatedOn", true), Day(PublishedOn, "PublishedOn", false));
        try
        {
            var document = new Document(Code?.Trim() ?? "", Title ?? "", Kind, dated ?? today, dated is null ? null : published, Issuer ?? "", string.IsNullOrWhiteSpace(Address) ? null : Address.Trim(), paragraphs, bodies, string.IsNullOrWhiteSpace(Series) ? null : Series);
            RefusedException.ThrowIfAny(refusals);
            return document;
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([.. refusals, .. refused.Refusals.Except(refusals)]);
        }
    }
}

/// <summary>A document on its way into the register: its text, what a person put right, and what they decided so far.</summary>
public sealed class IncomingDocument
{
    // EF
    private IncomingDocument()
    {
        About = new();
        Parts = [];
        Edits = [];
        Decisions = [];
        Remarks = [];
        ByName = "";
    }

    internal IncomingDocument(IncomingAbout about, string? attachTo, IReadOnlyList<TextPart> parts, IReadOnlyList<string> remarks, Actor by, DateTime at)
    {
        Id = Guid.CreateVersion7();
        (About, AttachTo, Parts, Remarks, ById, ByName, StartedAt, SavedAt, Version) = (about, attachTo, parts, remarks, by.PersonId, by.Name, at, at, 1);
        (Edits, Decisions) = ([], []);
    }

    public Guid Id { get; private set; }
    public IncomingAbout About { get; private set; }

    /// <summary>Code of the document that only gets its text; null for a new one.</summary>
    public string? AttachTo { get; private set; }

    /// <summary>As the text was read.</summary>
    public IReadOnlyList<TextPart> Parts { get; private set; }

    /// <summary>What a person put right since, in its order.</summary>
    public IReadOnlyList<PartEdit> Edits { get; private set; }

    public IReadOnlyList<Decision> Decisions { get; private set; }

    /// <summary>What the reader of the file has to say of it.</summary>
    public IReadOnlyList<string> Remarks { get; private set; }

    /// <summary>Who began.</summary>
    public Guid ById { get; private set; }

    public string ByName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SavedAt { get; private set; }

    /// <summary>Counts the times it was saved: who saw an earlier one does not write over a later one.</summary>
    public int Version { get; private set; }

    internal IReadOnlyList<TextPart> PartsNow => PartEdits.Apply(Parts, Edits);

    internal void Edit(IReadOnlyList<PartEdit> edits, DateTime at) => (Edits, SavedAt, Version) = (edits, at, Version + 1);

    internal void Decide(IReadOnlyList<Decision> decisions, DateTime at) => (Decisions, SavedAt, Version) = (decisions, at, Version + 1);

    internal void Say(IncomingAbout about, DateTime at) => (About, SavedAt, Version) = (about, at, Version + 1);
}
