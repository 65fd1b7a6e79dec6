namespace Tracker.Domain.Documents;

/// <summary>The tables by which documents are read: data that a person can read and extend (<c>Documents/Rules/*.tsv</c>).</summary>
internal static class RuleTable
{
    /// <summary>The rows of a table by their columns; lines that begin with "#" are remarks.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(RuleTable).Assembly.GetManifestResourceStream($"Tracker.Domain.Documents.Rules.{name}.tsv")
            ?? throw new InvalidOperationException($"There is no table {name}.");
        using var reader = new StreamReader(stream);
        List<string[]> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }

        return rows;
    }
}
