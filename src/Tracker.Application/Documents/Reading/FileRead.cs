namespace Tracker.Application.Documents.Reading;

/// <summary>What a file is by its content, whatever its name says.</summary>
public enum FileKind
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A Word document (.docx).</summary>
    Word,

    /// <summary>A PDF with text in it.</summary>
    Pdf,

    /// <summary>A page of the web.</summary>
    Html,
}

/// <summary>The text of a file, without any markup.</summary>
/// <param name="Text">In lines that end with "\n", blank lines between paragraphs; never above <see cref="FileReading.MostCharacters"/>.</param>
/// <param name="Remarks">What a person should know of how it was read, each a sentence: pages without text, words left out.</param>
public sealed record FileRead(string Text, FileKind Kind, IReadOnlyList<string> Remarks);
