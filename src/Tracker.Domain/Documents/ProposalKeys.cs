using System.Security.Cryptography;
using System.Text;

namespace Tracker.Domain.Documents;

/// <summary>
/// The keys of proposals, by which decisions find them again. A key is of what is decided: the words of the sentence, its verb,
/// the title and its period. Where two paragraphs propose the same, it is of the paragraph's words, too.
/// </summary>
/// <remarks>So a decision never passes to another proposal. One that reads otherwise once paragraphs are put right is undecided.</remarks>
internal static class ProposalKeys
{
    /// <summary>The proposals with their keys.</summary>
    /// <param name="paragraphs">The words of each.</param>
    public static IReadOnlyList<Proposal> Of(IReadOnlyList<Proposal> proposals, IReadOnlyList<string> paragraphs)
    {
        var said = proposals.Select(p => HashOf(paragraphs[p.Paragraph][p.Start..p.End], p.Verb, p.Title, p.Period?.Text ?? "")).ToList();
        var several = proposals.Zip(said).GroupBy(p => p.Second).Where(g => g.DistinctBy(p => p.First.Paragraph).Skip(1).Any()).Select(g => g.Key).ToHashSet();
        Dictionary<int, string> ofParagraphs = [];
        Dictionary<string, int> counts = [];
        string KeyOf(Proposal proposal, string own)
        {
            if (several.Contains(own))
            {
                var words = ofParagraphs.TryGetValue(proposal.Paragraph, out var known) ? known : ofParagraphs[proposal.Paragraph] = HashOf(paragraphs[proposal.Paragraph]);
                own = HashOf(own, words);
            }

            return $"{own}-{counts[own] = counts.GetValueOrDefault(own) + 1}";
        }

        return [.. proposals.Zip(said, (p, own) => p with { Key = KeyOf(p, own) })];
    }

    private static string HashOf(params string[] words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', words))))[..16];
}
