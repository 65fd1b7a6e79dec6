namespace Tracker.Papers;

/// <summary>What a section is made of.</summary>
public abstract record Block;

/// <summary>Running text.</summary>
public sealed record Paragraph(Text Text) : Block;

/// <summary>A list whose order means nothing.</summary>
public sealed record Bullets(params IReadOnlyList<Text> Items) : Block;

/// <summary>
/// A table whose headings come again on each page. Its groups stand under headings of their own in Word and PDF;
/// in Excel the group is the first column, so that it can be filtered.
/// </summary>
public sealed record Table(string Caption, IReadOnlyList<Column> Columns, params IReadOnlyList<Group> Groups) : Block
{
    /// <summary>A table of one group without a heading.</summary>
    public static Table Of(string caption, IReadOnlyList<Column> columns, IReadOnlyList<Row> rows) => new(caption, columns, new Group("", rows));

    /// <summary>What the groups are: the heading of their column in Excel.</summary>
    public string GroupedBy { get; init; } = "Group";

    /// <summary>What stands in place of rows where there are none.</summary>
    public string WhenEmpty { get; init; } = "Nothing to list.";

    internal bool HasGroups => Groups.Any(g => g.Heading.Length > 0);
    internal int RowCount => Groups.Sum(g => g.Rows.Count);
}

/// <summary>A column; numbers, percentages and money stand on the right.</summary>
/// <param name="Width">Its share of the width, against those of the other columns.</param>
public sealed record Column(string Heading, double Width, Kind Kind = Kind.Text)
{
    internal bool IsRight => Kind is Kind.Number or Kind.Percent or Kind.Money;
}

/// <summary>What the cells of a column usually hold; each cell has a kind of its own all the same.</summary>
public enum Kind
{
    Text,
    Number,
    Day,
    Percent,
    Money,
}

/// <summary>Rows under one heading; an empty heading is not shown.</summary>
public sealed record Group(string Heading, IReadOnlyList<Row> Rows)
{
    /// <inheritdoc cref="Section.Place"/>
    public string? Place { get; init; }
}

/// <summary>A row; missing cells are empty ones.</summary>
public sealed record Row(params IReadOnlyList<Cell> Cells)
{
    /// <inheritdoc cref="Section.Place"/>
    public string? Place { get; init; }
}

/// <summary>Figures, each with its arithmetic and with what changed since the cut-off.</summary>
public sealed record Figures(string Caption, params IReadOnlyList<Figure> Items) : Block
{
    /// <summary>The heading over the changes, such as "Since the 8th JCC".</summary>
    public string ChangeHeading { get; init; } = "Since the cut-off";

    internal Table AsTable => Table.Of(
        Caption,
        [new("Figure", 3), new("Value", 1.4, Kind.Number), new(ChangeHeading, 2.2), new("How it is counted", 7)],
        [.. Items.Select(f => new Row(new Text(new Run(f.Name, Emphasis.Bold)), f.Value, f.Change is { } change ? change : Cell.Nothing, new Text(new Run(f.Arithmetic, Emphasis.Muted))))]);
}

/// <summary>A figure: its name, its value, how it came about, and what changed, null where nothing is said of it.</summary>
public sealed record Figure(string Name, Cell Value, string Arithmetic, Text? Change = null);
