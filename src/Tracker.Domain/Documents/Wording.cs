using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>The words of a paragraph that are a mention's, as the document has them.</summary>
/// <param name="IsWhole">No sentence of the paragraph could be told to be the mention's, so all of it is shown.</param>
public sealed record QuotedWords(string Words, bool IsWhole);

/// <summary>Tells which words of a paragraph's text are a mention's (docs/domain.md, Wording).</summary>
/// <remarks>Nothing of it is stored: the text is the document's, and where it is attached later the words are there at once.</remarks>
public sealed class Wording(string paragraph)
{
    private readonly Lazy<IReadOnlyList<(string Speaker, string Verb, string Sentence, int Start, int End)>> _said = new(() => Read(paragraph));

    /// <summary>
    /// The sentences in which the mention's speaker does what the mention's verb says. Of several those that name
    /// the item: by its acronym, otherwise by most words of its title. Without any the whole paragraph.
    /// </summary>
    public QuotedWords Of(Mention mention, string title, string? acronym)
    {
        var speaker = SpeakerOf(mention.Speaker);
        var verb = WordComparison.Plain(mention.Verb);
        var sentences = verb.Length == 0
            ? []
            : _said.Value.Where(s => s.Verb == verb && s.Speaker == speaker).DistinctBy(s => s.Start).ToList();
        if (sentences.Count > 1 && acronym is not null && sentences.Where(s => HasWord(s.Sentence, acronym)).ToList() is { Count: > 0 } withAcronym)
        {
            sentences = withAcronym;
        }
        else if (sentences.Count > 1)
        {
            var words = WordsOf(title);
            var counted = sentences.ConvertAll(s => WordsOf(s.Sentence) is var own ? words.Count(w => own.Any(o => IsOneWord(w, o))) : 0);
            sentences = [.. sentences.Where((_, n) => counted[n] == counted.Max())];
        }

        return sentences.Count == 0 ? new(paragraph, true) : new(Joined(sentences.ConvertAll(s => (s.Start, s.End))), false);
    }

    /// <summary>Sentences that follow each other stand as they do in the text; between others there is an ellipsis.</summary>
    private string Joined(List<(int Start, int End)> sentences)
    {
        var words = paragraph[sentences[0].Start..sentences[0].End];
        foreach (var (last, next) in sentences.Zip(sentences.Skip(1)))
        {
            var between = paragraph[last.End..next.Start];
            words += (string.IsNullOrWhiteSpace(between) ? between : " … ") + paragraph[next.Start..next.End];
        }

        return words;
    }

    private static List<(string, string, string, int, int)> Read(string paragraph)
    {
        try
        {
            var sentences = SentenceReading.Sentences(paragraph);
            return
            [
                .. from utterance in SentenceReading.Read(paragraph)
                   let sentence = sentences.First(s => s.Start <= utterance.Start && utterance.Start < s.End)
                   select (SpeakerOf(utterance.Speaker), WordComparison.Plain(utterance.Verb), paragraph[sentence.Start..sentence.End], sentence.Start, sentence.End),
            ];
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
