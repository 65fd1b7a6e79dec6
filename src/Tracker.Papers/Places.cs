using System.Globalization;

namespace Tracker.Papers;

/// <summary>The headings of a paper and the places that links lead to, under names that are the same in every file.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string> _rows = [];

    public Places(Paper paper)
    {
        for (var s = 0; s < paper.Sections.Count; s++)
        {
            var section = paper.Sections[s];
            Headings.Add(new(1, section.Heading, Add(section.Place, SectionName(s))));
            var number = 0;
            foreach (var table in section.Blocks.OfType<Table>())
            {
                foreach (var group in table.Groups)
                {
                    var name = Add(group.Place, GroupName(s, ++number));
                    if (group.Heading.Length > 0)
                    {
                        Headings.Add(new(2, group.Heading, name));
                    }
                }
            }
        }

        foreach (var row in paper.Sections.SelectMany(s => s.Blocks).OfType<Table>().SelectMany(t => t.Groups).SelectMany(g => g.Rows))
        {
            if (row.Place is { Length: > 0 } place && Name("r", _rows.Count + 1) is var name && _names.TryAdd(place, name))
            {
                _rows.Add(place, name);
            }
        }
    }

    /// <summary>Sections and groups with a heading, in order, for contents and bookmarks.</summary>
    public List<Entry> Headings { get; } = [];

    public static string SectionName(int section) => Name("s", section + 1);

    /// <param name="number">Which group of the section, its tables taken together, from 1.</param>
    public static string GroupName(int section, int number) => SectionName(section) + Name("g", number);

    /// <summary>The name of a row where a link leads to it; null for others, and for a second row that is called the same.</summary>
    public string? TakeRow(Row row) => row.Place is { } place && _rows.Remove(place, out var name) ? name : null;

    /// <summary>The name of the place that a link leads to; null where there is none such.</summary>
    public string? NameOf(string? link) => link is ['#', .. var place] ? _names.GetValueOrDefault(place) : null;

    private string Add(string? place, string name)
    {
        if (place is { Length: > 0 })
        {
            _names.TryAdd(place, name);
        }

        return name;
    }

    private static string Name(string kind, int number) => kind + number.ToString(CultureInfo.InvariantCulture);

    internal sealed record Entry(int Level, string Heading, string Name);
}
