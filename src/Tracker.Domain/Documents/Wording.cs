using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>The words of a paragraph that are a mention's, as the document has them.</summary>
/// <param name="IsWhole">No sentence of the paragraph could be told to be the mention's, so all of it is shown.</param>
public sealed record QuotedWords(string Words, bool IsWhole);

/// <summary>Tells which words of a paragraph's text are a mention's (docs/domain.md, Wording).</summary>
/// <remarks>Nothing of it is stored: the text is the document's, and where it is attached later the words are there at once.</remarks>
public sealed class Wording(string paragraph)
{
    private readonly Lazy<List<Sentence>> _said = new(() => Read(paragraph));

    /// <summary>A sentence in which somebody does something, with the one that leads to it where it is an item of a list.</summary>
    private sealed record Sentence(string Speaker, string Verb, string Words, (int Start, int End) Own, (int Start, int End)? Lead)
    {
        private HashSet<string>? _words;

        public int Shares(HashSet<string> words)
        {
            var own = _words ??= WordsOf(Words);
            return words.Count(w => own.Any(o => IsOneWord(w, o)));
        }
    }

    /// <summary>
    /// The sentences in which the mention's speaker does what the mention's verb says. Of several those that name
    /// the item: by its acronym, otherwise by most words of its title. Of an item of a list, with the sentence that leads to
    /// the list. Without any the whole paragraph.
    /// </summary>
    public QuotedWords Of(Mention mention, string title, string? acronym)
    {
        var speaker = SpeakerOf(mention.Speaker);
        var verb = WordComparison.Plain(mention.Verb);
        var sentences = verb.Length == 0
            ? []
            : _said.Value.Where(s => s.Verb == verb && s.Speaker == speaker).DistinctBy(s => s.Own.Start).ToList();
        if (sentences.Count > 1 && acronym is not null && sentences.Where(s => HasWord(s.Words, acronym)).ToList() is { Count: > 0 } withAcronym)
        {
            sentences = withAcronym;
        }
        else if (sentences.Count > 1)
        {
            var words = WordsOf(title);
            var counted = sentences.ConvertAll(s => s.Shares(words));
            var most = counted.Max();
            sentences = [.. sentences.Where((_, n) => counted[n] == most)];
        }

        return sentences.Count == 0 ? new(paragraph, true) : new(Joined([.. sentences.SelectMany(s => s.Lead is { } lead ? [lead, s.Own] : new[] { s.Own }).Distinct().Order()]), false);
    }

    /// <summary>Sentences that follow each other stand as they do in the text; between others there is an ellipsis.</summary>
    private string Joined(List<(int Start, int End)> sentences)
    {
        var words = new StringBuilder(paragraph, sentences[0].Start, sentences[0].End - sentences[0].Start, 256);
        foreach (var (last, next) in sentences.Zip(sentences.Skip(1)))
        {
            var between = paragraph.AsSpan(last.End, next.Start - last.End);
            words.Append(between.IsWhiteSpace() ? between : " … ").Append(paragraph, next.Start, next.End - next.Start);
        }

        return words.ToString();
    }

    private static List<Sentence> Read(string paragraph)
    {
        try
        {
            return [.. SentenceReading.Sayings(paragraph).Select(s => new Sentence(SpeakerOf(s.Said.Speaker), WordComparison.Plain(s.Said.Verb), paragraph[s.Start..s.End], (s.Start, s.End), s.Lead))];
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that cannot be read in time is shown whole.
            return [];
        }
    }

    /// <summary>"The ROK" and "ROK" are one speaker.</summary>
    private static string SpeakerOf(string speaker) =>
        WordComparison.Plain(speaker) is var plain && plain.StartsWith("THE ", StringComparison.Ordinal) ? plain[4..] : plain;

    private static bool HasWord(string sentence, string word)
    {
        for (var at = sentence.IndexOf(word, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(sentence[at - 1])) && (at + word.Length == sentence.Length || !char.IsLetterOrDigit(sentence[at + word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its words of four letters and more, each once.</summary>
    private static HashSet<string> WordsOf(string text)
    {
        HashSet<string> words = [];
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || !char.IsLetterOrDigit(text[at]))
            {
                if (at - start >= 4)
                {
                    words.Add(text[start..at].ToUpperInvariant());
                }

                start = at + 1;
            }
        }

        return words;
    }

    /// <summary>"Centre" and "Centres" are one.</summary>
    private static bool IsOneWord(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
}
