using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

/// <summary>A decision is found again by the key of its proposal, and never passes to another.</summary>
public class ProposalKeyRules
{
    private const string Ferries = "We agreed to strengthen ferry safety.";

    private static IReadOnlyList<Proposal> Read(params string[] paragraphs) => ProposalReading.Read(paragraphs, new(2031, 5, 3));

    private static string KeyOf(IReadOnlyList<Proposal> proposals, string title) => Assert.Single(proposals, p => p.Title == title).Key;

    [Fact]
    public void What_the_register_comes_to_know_moves_no_key()
    {
        string[] text = ["We agreed to promote trade through the AKTF and to strengthen ferry safety."];
        var known = ProposalReading.Read(text, new(2031, 5, 3), new Dictionary<string, (Kind, Form)> { ["AKTF"] = (Kind.Mechanism, Form.None) });

        Assert.NotEqual(Read(text).Count, known.Count);
        Assert.Equal(KeyOf(Read(text), "Strengthen ferry safety"), KeyOf(known, "Strengthen ferry safety"));
        Assert.Equal(known.Count, known.Select(p => p.Key).Distinct().Count());
    }

    [Fact]
    public void Of_one_sentence_in_two_paragraphs_neither_has_the_key_of_the_other()
    {
        var both = Read($"We met. {Ferries}", $"{Ferries} We parted.");
        var second = Read($"{Ferries} We parted.");

        Assert.Equal(2, both.Select(p => p.Key).Distinct().Count());
        Assert.DoesNotContain(Assert.Single(second).Key, both.Select(p => p.Key));
        Assert.Equal(both.Select(p => p.Key), Read("We met in May.", $"We met. {Ferries}", $"{Ferries} We parted.").Select(p => p.Key));
    }

    [Fact]
    public void A_sentence_that_stands_twice_in_a_paragraph_has_two_keys() =>
        Assert.Equal(2, Read($"{Ferries} {Ferries}").Select(p => p.Key).Distinct().Count());

    [Fact]
    public void What_is_called_otherwise_has_another_key()
    {
        var named = Read("We welcomed the ASEAN-Korea Tides Forum (AKTF).", "We welcomed the launch of the AKTF.");
        var alone = ProposalReading.Read(["We welcomed the launch of the AKTF."], new(2031, 5, 3), new Dictionary<string, (Kind, Form)> { ["AKTF"] = (Kind.Mechanism, Form.None) });

        Assert.NotEqual(named[1].Key, Assert.Single(alone).Key);
    }
}
