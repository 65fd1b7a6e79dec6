using Tracker.Domain.Bodies;

namespace Tracker.Domain.Documents;

/// <summary>What sort of source a document is; kinds of source are never mixed.</summary>
public enum DocumentKind
{
    Statement,
    JointDeclaration,
    Plan,
    OfficialPage,
    Database,

    /// <summary>The only kind that does not count as an official source.</summary>
    PressReport,
}

/// <summary>How strongly a paragraph speaks of something, from its verb (docs/domain.md, Strength).</summary>
public enum Strength
{
    /// <summary>"Agreed to", "decided".</summary>
    Agreed,

    /// <summary>"Reaffirmed our commitment", "would continue".</summary>
    Committed,

    /// <summary>"Welcomed", "looked forward to", "appreciated".</summary>
    Supported,

    /// <summary>"Encouraged", "called on", "urged", "invited".</summary>
    Encouraged,

    /// <summary>"Noted", "recognised", "underscored"; also a mention without a verb.</summary>
    Acknowledged,
}

/// <summary>
/// A paragraph names an item or a body: who speaks, with which verb, to whom, and the state as the
/// document says it.
/// </summary>
/// <param name="Document">Code of the document.</param>
/// <param name="Paragraph">Its number there; null where the document has no numbered paragraphs.</param>
/// <param name="State">What the document says of the state. It is not our stage.</param>
public sealed record Mention(
    string Document,
    int? Paragraph,
    string Speaker,
    string Verb,
    Strength Strength,
    string? Addressee = null,
    string? State = null)
{
    internal IEnumerable<Written> Written() =>
        [new(Document, "Mentions", 100), new(Speaker, "Mentions", 400), new(Verb, "Mentions", 400), new(Addressee, "Mentions", 400), new(State, "Mentions", 1000)];
}

/// <summary>A numbered paragraph of a document.</summary>
/// <param name="Gist">What it says, in our own words; empty where only the text is in the system.</param>
/// <param name="Text">The document's own words where they are in the system, never edited.</param>
/// <param name="Label">The number that the document gives it, where its numbers are not one row of numbers: "III.2", "1.2.3".</param>
public sealed record Paragraph(int Number, string Gist, string? Text = null, string? Label = null);

/// <summary>A paragraph names an existing organisation.</summary>
public sealed record BodyMention(
    int Paragraph,
    string Body,
    string Speaker,
    string Verb,
    Strength Strength,
    string? Addressee = null,
    string? State = null);

/// <summary>Text was attached to a document that was in the register already.</summary>
/// <param name="At">UTC.</param>
/// <param name="ById">Who attached it.</param>
/// <param name="ByName">The name that they had then.</param>
/// <param name="Before">The paragraphs that got their words, as they were before.</param>
/// <param name="Added">Numbers of the paragraphs that came with it.</param>
public sealed record AttachedText(DateTime At, Guid ById, string ByName, IReadOnlyList<Paragraph> Before, IReadOnlyList<int> Added);

/// <summary>A statement, joint declaration, plan, or later source.</summary>
public sealed class Document
{
    /// <summary>In characters.</summary>
    public const int MaximumSeriesLength = 200;

    private Document() // EF
    {
        Code = Title = Issuer = "";
        Paragraphs = [];
        BodyMentions = [];
        Attached = [];
    }

    /// <param name="address">Where it was read; http or https only.</param>
    /// <param name="series">The row of documents that it belongs to (<see cref="Series"/>).</param>
    /// <exception cref="RefusedException">The document lacks what every document has.</exception>
    public Document(
        string code,
        string title,
        DocumentKind kind,
        DateOnly datedOn,
        DateOnly? publishedOn,
        string issuer,
        string? address,
        IReadOnlyList<Paragraph>? paragraphs = null,
        IReadOnlyList<BodyMention>? bodyMentions = null,
        string? series = null)
    {
        List<Refusal> refusals = [.. Codes.ObjectionsTo(code, "Code")];
        if (Texts.IsBlank(title) || title.Length > 400)
        {
            refusals.Add(new("document.title", "Give the document a title of at most 400 characters.", "Title"));
        }

        if (Texts.IsBlank(issuer) || issuer.Length > 200)
        {
            refusals.Add(new("document.issuer", "Say who issued the document, in at most 200 characters.", "Issuer"));
        }

        if (series is not null && (Texts.IsBlank(series) || series.Length > MaximumSeriesLength))
        {
            refusals.Add(new("document.series", $"Name the series in at most {MaximumSeriesLength} characters, or leave it out.", "Series"));
        }

        if (publishedOn < datedOn)
        {
            refusals.Add(new("document.published", "A document is not published before its own date.", "PublishedOn"));
        }

        if (address is not null && !WebAddress.IsUsable(address))
        {
            refusals.Add(new("document.address", "Give the address as http:// or https://.", "Address"));
        }

        paragraphs ??= [];
        if (paragraphs.GroupBy(p => p.Number).Any(g => g.Count() > 1))
        {
            refusals.Add(new("document.paragraphs", "Each paragraph has its own number.", "Paragraphs"));
        }

        // The document's own words are never edited, so they are only asked what storage needs.
        if (paragraphs.Any(p => !Texts.IsStorable(p.Text)))
        {
            refusals.Add(new("text.characters", "The text of a paragraph contains characters that cannot be stored.", "Paragraphs"));
        }

        refusals.AddRange(Texts.ObjectionsTo(
        [
            new(title, "Title"), new(issuer, "Issuer"), new(address, "Address"), new(series, "Series"),
            .. paragraphs.Select(p => new Written(p.Gist, "Paragraphs", 4000)), .. paragraphs.Select(p => new Written(p.Label, "Paragraphs", 20)),
            .. (bodyMentions ?? []).SelectMany(m => new Written[] { new(m.Body, "BodyMentions", 100), new(m.Speaker, "BodyMentions", 400), new(m.Verb, "BodyMentions", 400), new(m.Addressee, "BodyMentions", 400), new(m.State, "BodyMentions", 1000) }),
        ]));

        RefusedException.ThrowIfAny(refusals);
        Code = code;
        Title = title.Trim();
        Kind = kind;
        DatedOn = datedOn;
        PublishedOn = publishedOn;
        Issuer = issuer.Trim();
        Address = address;
        Series = series?.Trim();
        Paragraphs = paragraphs;
        BodyMentions = bodyMentions ?? [];
        Attached = [];
    }

    /// <summary>Says who brought the document in, and when.</summary>
    /// <param name="now">UTC.</param>
    public void Recorded(Actor by, DateTime now) => (ById, ByName, RecordedAt) = (by.PersonId, by.Name, now);

    /// <summary>The words of paragraphs are added to a document that was cited without them; what it has stays.</summary>
    /// <param name="text">Paragraphs with their text; those with a new number are added.</param>
    /// <param name="now">UTC.</param>
    /// <returns>How many paragraphs got their words.</returns>
    /// <exception cref="RefusedException">The person does not keep the register, nothing is added, or a paragraph has its words already.</exception>
    public int AttachText(IReadOnlyList<Paragraph> text, Actor actor, DateTime now)
    {
        if (Permissions.ToKeepRegister(actor) is { } refusal)
        {
            throw new RefusedException([refusal]);
        }

        var known = Paragraphs.ToDictionary(p => p.Number);
        var spoken = text.Where(t => known.GetValueOrDefault(t.Number)?.Text is { } words && words != t.Text).Select(t => t.Number).ToList();
        if (spoken.Count > 0)
        {
            throw new RefusedException("document.text", spoken.Count == 1 ? $"Paragraph {spoken[0]} of {Code} has its words already. They are never changed." : $"{spoken.Count} paragraphs of {Code} have their words already: {string.Join(", ", spoken.Take(10))}{(spoken.Count > 10 ? $" and {spoken.Count - 10} more" : "")}. They are never changed.", "Paragraphs");
        }

        var added = text.Where(t => known.GetValueOrDefault(t.Number)?.Text is null).ToList();
        if (added.Count == 0)
        {
            throw new RefusedException("document.text-empty", $"There are no words to attach: {Code} has them all.", "Paragraphs");
        }

        RefusedException.ThrowIfAny(
        [
            .. added.Where(t => Texts.IsBlank(t.Text)).Take(1).Select(t => new Refusal("document.text-empty", $"Paragraph {t.Number} has no words to attach.", "Paragraphs")),
            .. added.Where(t => !Texts.IsStorable(t.Text)).Take(1).Select(t => new Refusal("text.characters", $"The text of paragraph {t.Number} contains characters that cannot be stored.", "Paragraphs")),
        ]);

        Attached =
        [
            .. Attached,
            new(now, actor.PersonId, actor.Name, [.. added.Where(t => known.ContainsKey(t.Number)).Select(t => known[t.Number])], [.. added.Select(t => t.Number).Where(n => !known.ContainsKey(n))]),
        ];
        TextAttachedAt = now;
        foreach (var one in added)
        {
            known[one.Number] = known.TryGetValue(one.Number, out var there) ? there with { Text = one.Text, Label = there.Label ?? one.Label } : one;
        }

        Paragraphs = [.. known.Values.OrderBy(p => p.Number)];
        return added.Count;
    }

    /// <summary>Forgets the text that was attached after an instant (UTC), for a register as it was known then; it is recorded by that instant.</summary>
    public void GoBackTo(DateTime knownAt)
    {
        var known = Paragraphs.ToDictionary(p => p.Number);
        foreach (var later in Attached.Where(a => a.At > knownAt))
        {
            foreach (var number in later.Added)
            {
                known.Remove(number);
            }

            foreach (var before in later.Before)
            {
                known[before.Number] = before;
            }
        }

        Paragraphs = [.. known.Values.OrderBy(p => p.Number)];
        Attached = [.. Attached.Where(a => a.At <= knownAt)];
        TextAttachedAt = Attached.Count > 0 ? Attached[^1].At : null;
    }

    public string Code { get; private set; }
    public string Title { get; private set; }
    public DocumentKind Kind { get; private set; }

    /// <summary>The document's own day; a meeting's statement bears that of the meeting.</summary>
    public DateOnly DatedOn { get; private set; }

    /// <summary>Null where it is not known to differ.</summary>
    public DateOnly? PublishedOn { get; private set; }

    public string Issuer { get; private set; }
    public string? Address { get; private set; }

    /// <summary>
    /// The row of documents that one meeting gives year after year, such as "ASEAN-ROK Summit"; null where it
    /// belongs to none. What a document says is compared with the one before it in its series (docs/domain.md, Series).
    /// </summary>
    public string? Series { get; private set; }

    /// <summary>Its place among other documents.</summary>
    public DocumentPlace Place => new(Code, DatedOn, Series);

    public IReadOnlyList<Paragraph> Paragraphs { get; private set; }
    public IReadOnlyList<BodyMention> BodyMentions { get; private set; }

    /// <summary>Who brought it in; null for those with which the register began.</summary>
    public Guid? ById { get; private set; }

    /// <summary>The name that they had then.</summary>
    public string? ByName { get; private set; }

    /// <summary>UTC; null for those with which the register began.</summary>
    public DateTime? RecordedAt { get; private set; }

    /// <summary>When and by whom text was attached to it, in the order in which it was; what was attached before this was recorded is not in it.</summary>
    public IReadOnlyList<AttachedText> Attached { get; private set; }

    /// <summary>When text was attached last; UTC. Null where all its text came with it.</summary>
    public DateTime? TextAttachedAt { get; private set; }
}

/// <summary>Addresses that people follow. Anything but http and https is refused: a link must not run.</summary>
public static class WebAddress
{
    /// <summary>Whether it is an absolute http or https address of at most 2,000 characters.</summary>
    public static bool IsUsable(string? address) =>
        address is { Length: <= 2000 }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
