namespace Tracker.Domain.Items;

/// <summary>A total that a source reports. It stands beside our own figures, never in a ledger.</summary>
public sealed class ReportedFigure
{
    private ReportedFigure() // EF
    {
        Item = Text = Document = "";
    }

    /// <exception cref="RefusedException">It says nothing.</exception>
    public ReportedFigure(Item item, DateOnly on, string text, string? scope, string document)
    {
        if (Texts.IsBlank(text) || text.Length > 400)
        {
            throw new RefusedException("reported-figure.text", "Enter what the source reports, in at most 400 characters.", "Text");
        }

        RefusedException.ThrowIfAny(Texts.ObjectionsTo([new(text, "Text"), new(scope, "Scope", 400), new(document, "Document", 100)]));

        Id = Guid.CreateVersion7();
        ItemId = item.Id;
        Item = item.Code;
        On = on;
        Text = text;
        Scope = scope;
        Document = document;
    }

    public Guid Id { get; private set; }
    public Guid ItemId { get; private set; }

    /// <summary>Code of the item that it is about.</summary>
    public string Item { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>The figure as the source reports it.</summary>
    public string Text { get; private set; }

    /// <summary>What the figure covers, as the source has it.</summary>
    public string? Scope { get; private set; }

    /// <summary>Code of the source.</summary>
    public string Document { get; private set; }
}
