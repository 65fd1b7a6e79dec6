using System.Globalization;
using Tracker.Application.Documents.Reading;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Files that keep a reader busy, one alone or several together.</summary>
[Collection(nameof(HostileFiles))]
public class HostileWordFiles
{
    private static readonly byte[] Text = [.. "1. We noted the fund.\n"u8];

    [Theory]
    [InlineData(250_000, 1)]
    [InlineData(1, 300_000)]
    [InlineData(100, 25_000)]
    public void Attributes_without_end_are_refused(int ofOne, int elements)
    {
        var attributes = string.Concat(Enumerable.Range(0, ofOne).Select(n => string.Create(CultureInfo.InvariantCulture, $" a{n}=''")));

        var rule = HostileFiles.RuleOf("attributes", WordOf($"<w:document xmlns:w=\"{W}\"><w:body>{HostileFiles.Times($"<w:p{attributes}/>", elements)}{P("We noted.")}</w:body></w:document>"));

        Assert.Equal(ofOne == 1 ? null : "file.archive", rule);
    }

    [Fact]
    public void No_more_than_two_files_are_read_at_a_time()
    {
        var places = FileReading.Places;
        Assert.Equal(2, places.CurrentCount);
        places.Wait(TestContext.Current.CancellationToken);
        Assert.Null(HostileFiles.RuleOf("one of two", Text));
        places.Wait(TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal("file.busy", HostileFiles.RuleOf("one of three", Text));
        }
        finally
        {
            places.Release(2);
        }

        Assert.Null(HostileFiles.RuleOf("one again", Text));
        Assert.Equal(2, places.CurrentCount);
    }
}
