using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>Each row of the tables does what it says: no longer phrase, and no pattern, stands before it.</summary>
public class RuleTables
{
    private static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(SentenceReading).Assembly.GetManifestResourceStream($"Tracker.Domain.Documents.Rules.{name}.tsv")!;
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];
    }

    /// <summary>Every way to write a phrase: "reaffirm/reaffirms our ~ commitment" is two.</summary>
    private static IEnumerable<string> Written(string phrase) => phrase.Split(' ').Aggregate(
        new[] { "" }.AsEnumerable(),
        (begun, word) => begun.SelectMany(b => (word == "~" ? "strong" : word).Split('/').Select(one => $"{b} {one}".Trim())));

    [Fact]
    public void Each_phrase_of_a_verb_is_read_as_it_stands_with_its_strength()
    {
        var phrases = Rows("verbs").SelectMany(r => Written(r[0]).Select(verb => (Verb: verb, Strength: Enum.Parse<Strength>(r[1])))).ToList();
        Assert.True(phrases.Count > 200, $"Only {phrases.Count} phrases.");

        var read = phrases.Select(p => (p.Verb, SentenceReading.Read($"We {p.Verb} the fund.") is [var said] ? (said.Verb, said.Strength) : default)).ToList();

        Assert.Equal(phrases, read.ConvertAll(r => r.Item2));
    }

    /// <summary>As the field ranks them; the rows of the table follow.</summary>
    [Theory]
    [InlineData(Strength.Agreed, "agreed to", "decided")]
    [InlineData(Strength.Committed, "reaffirmed our commitment", "reiterated our commitment", "reaffirmed our support", "would continue")]
    [InlineData(Strength.Supported, "welcomed", "looked forward to", "appreciated", "supported", "were pleased to note", "congratulated")]
    [InlineData(Strength.Encouraged, "encouraged", "called on", "urged", "invited")]
    [InlineData(Strength.Acknowledged, "noted", "acknowledged", "recognised", "recognized", "stressed", "underscored", "underlined", "emphasised", "discussed", "reaffirmed the importance", "were briefed on")]
    public void A_verb_is_as_strong_as_the_field_has_it(Strength strength, params string[] verbs) =>
        Assert.All(verbs, verb => Assert.Equal(strength, Assert.Single(SentenceReading.Read($"We {verb} the fund.")).Strength));

    [Fact]
    public void Each_way_to_write_a_currency_gives_its_code_before_or_behind_the_amount()
    {
        var currencies = Rows("currencies").Select(r => (Written: r[0], Code: r[1])).ToList();
        Assert.True(currencies.Count > 10);

        var read = currencies.ConvertAll(c => (c.Written, FactReading.Sums($"We gave {(char.IsLetter(c.Written[^1]) && c.Written.Any(char.IsLower) ? $"5 million {c.Written}" : $"{c.Written} 5 million")} to the fund.") is [var sum] ? sum.Money.Currency : "none"));

        Assert.Equal(currencies, read);
    }

    [Fact]
    public void No_table_says_one_thing_twice() => Assert.All(
        new[] { "verbs", "heads", "currencies", "statistics", "actions", "events", "strangers", "partners" },
        table => Assert.Equal([], Rows(table).SelectMany(r => Written(r[0])).GroupBy(w => w, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{table}: {g.Key}")));
}
