using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Web.Pages.Documents;

/// <summary>How pages say what is said, and what changed in it.</summary>
public static class TrailWords
{
    /// <summary>"We “welcomed” · supported · asked of the ROK".</summary>
    public static string Speech(Mention mention) =>
        $"{mention.Speaker} {Verb(mention)} · {mention.Strength.Name().ToLowerInvariant()}{(mention.Addressee is { } asked ? $" · asked of {asked}" : "")}";

    public static string Verb(Mention mention) => string.IsNullOrWhiteSpace(mention.Verb) ? "(no verb)" : $"“{mention.Verb}”";

    /// <summary>What changed, one by one, the strength first; "the same words" where nothing did.</summary>
    public static IEnumerable<string> Changes(WordComparison words)
    {
        if (words.Changes.Count == 0)
        {
            yield return "= As strong, with the same verb and speaker";
        }
        else if (words.Before.Strength == words.After.Strength && !words.Changes.Contains(WordChange.OtherVerb))
        {
            yield return "= As strong, with the same verb";
        }

        foreach (var change in words.Changes)
        {
            yield return change switch
            {
                WordChange.Stronger => $"↑ Stronger: {Strength(words.Before)} → {Strength(words.After)}",
                WordChange.Weaker => $"↓ Weaker: {Strength(words.Before)} → {Strength(words.After)}",
                WordChange.OtherVerb => $"= As strong, other verb: {Verb(words.Before)} → {Verb(words.After)}",
                WordChange.OtherSpeaker => $"Other speaker: {Somebody(words.Before.Speaker)} → {Somebody(words.After.Speaker)}",
                WordChange.OtherAddressee => $"Other addressee: {Somebody(words.Before.Addressee)} → {Somebody(words.After.Addressee)}",
                _ => $"Other state as the document says it: {Quoted(words.Before.State)} → {Quoted(words.After.State)}",
            };
        }
    }

    /// <summary>"1 document", "12 documents".</summary>
    public static string Documents(int count) => count == 1 ? "1 document" : $"{Items.RegisterWords.Number(count)} documents";

    private static string Strength(Mention mention) => $"{mention.Strength.Name().ToLowerInvariant()} {Verb(mention)}";

    private static string Somebody(string? name) => string.IsNullOrWhiteSpace(name) ? "nobody" : name;

    private static string Quoted(string? state) => string.IsNullOrWhiteSpace(state) ? "not said" : state;
}
