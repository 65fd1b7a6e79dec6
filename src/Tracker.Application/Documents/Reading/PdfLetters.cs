using Tracker.Domain;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Logging;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Tracker.Application.Documents.Reading;

/// <summary>A letter where it stands on its page, in points from the bottom left.</summary>
/// <param name="Size">Its height, by which gaps are told.</param>
internal readonly record struct PdfLetter(string Text, double Left, double Right, double Baseline, double Size);

/// <summary>The letters of a page in the order in which the file has them, and how many others ran upwards or askew.</summary>
internal sealed record PdfPage(IReadOnlyList<PdfLetter> Letters, int Askew);

/// <summary>What may still be read of a PDF: all its pages together.</summary>
internal sealed class PdfLimits(CancellationToken stop)
{
    private const int MostForms = 20_000;
    private const int MostGlyphs = 4_000_000;
    private double _glyphs;
    private int _letters;
    private int _forms;

    public void Letter()
    {
        stop.ThrowIfCancellationRequested();
        FileReading.ThrowIfLonger(++_letters);
    }

    /// <summary>Letters that fonts say they have.</summary>
    public void Glyphs(double more)
    {
        _glyphs += Math.Max(0, more);
        if (!(_glyphs <= MostGlyphs))
        {
            throw new RefusedException("file.archive", "The fonts of the PDF have more letters than there are. Save it anew, or paste the words of the document.", "File");
        }
    }

    /// <summary>A form is a page within a page; a few of them in one another could be many.</summary>
    public void Form(int depth)
    {
        stop.ThrowIfCancellationRequested();
        if (++_forms > MostForms || depth > FileReading.MostDepth)
        {
            throw new RefusedException("file.depth", "The pages of the PDF hold too many pages within pages. Save it anew, or paste the words of the document.", "File");
        }
    }
}

/// <summary>Makes pages of letters alone: no lines, no pictures, no colours.</summary>
internal sealed class PdfPageFactory(IPdfTokenScanner scanner, IResourceStore resources, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
    : BasePageFactory<PdfPage>(new CountedScanner(scanner, (PdfFilters)options.FilterProvider!), new CheckedResources(resources, scanner, filters, ((PdfFilters)options.FilterProvider!).Limits), filters, new BoundedParser(parser), options)
{
    /// <summary>The most bytes of drawing on a page, or in a form on it; a page full of words has a hundredth of it.</summary>
    private const int MostDrawing = 2 * 1024 * 1024;

    private sealed class BoundedParser(IPageContentParser inner) : IPageContentParser
    {
        public IReadOnlyList<IGraphicsStateOperation> Parse(int pageNumber, IInputBytes inputBytes, ILog log) =>
            inputBytes.Length <= MostDrawing ? inner.Parse(pageNumber, inputBytes, log) : throw new InvalidDataException("The page is drawn, not written.");
    }

    protected override PdfPage ProcessPage(int pageNumber, DictionaryToken dictionary, NamedDestinations namedDestinations, MediaBox mediaBox, CropBox cropBox, UserSpaceUnit userSpaceUnit, PageRotationDegrees rotation, TransformationMatrix initialMatrix, IReadOnlyList<IGraphicsStateOperation> operations) =>
        new PdfLetters(((PdfFilters)ParsingOptions.FilterProvider!).Limits, pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, ParsingOptions).Process(pageNumber, operations);
}

/// <summary>Collects the letters of one page.</summary>
internal sealed class PdfLetters(PdfLimits limits, int pageNumber, IResourceStore resources, IPdfTokenScanner scanner, IPageContentParser parser, ILookupFilterProvider filters, CropBox cropBox, UserSpaceUnit unit, PageRotationDegrees rotation, TransformationMatrix initialMatrix, ParsingOptions options)
    : BaseStreamProcessor<PdfPage>(pageNumber, resources, scanner, parser, filters, cropBox, unit, rotation, initialMatrix, options)
{
    /// <summary>So far may words rise or fall for each step to the right: some six degrees, as pages lie that were scanned; the lines of such a page can still be told.</summary>
    private const double MostSlope = 0.1;

    private readonly List<PdfLetter> _letters = [];
    private int _askew;
    private int _depth;

    public override PdfPage Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        CloneAllStates();
        ProcessOperations(operations);
        return new(_letters, _askew);
    }

    public override void RenderGlyph(IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset, in TransformationMatrix renderingMatrix, in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix, CharacterBoundingBox characterBoundingBox)
    {
        limits.Letter();
        var (all, text) = (renderingMatrix.Multiply(textMatrix).Multiply(transformationMatrix), textMatrix.Multiply(transformationMatrix));
        var (start, end, top) = (all.Transform(new PdfPoint(0, 0)), all.Transform(new PdfPoint(characterBoundingBox.Width, 0)), text.Transform(new PdfPoint(0, fontSize)));
        var foot = text.Transform(new PdfPoint(0, 0));
        var size = Math.Sqrt(Math.Pow(top.X - foot.X, 2) + Math.Pow(top.Y - foot.Y, 2));
        if (!double.IsFinite(start.X + start.Y + end.X + size) || Math.Abs(end.Y - start.Y) > MostSlope * Math.Abs(end.X - start.X) || end.X < start.X)
        {
            _askew += string.IsNullOrWhiteSpace(unicode) ? 0 : 1;
            return;
        }

        _letters.Add(new(unicode, start.X, end.X, start.Y, size));
    }

    public override void PushState()
    {
        if (StackSize > FileReading.MostDepth)
        {
            throw new InvalidDataException("The page is drawn, not written.");
        }

        base.PushState();
    }

    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        limits.Form(++_depth);
        base.ProcessFormXObject(formStream, xObjectName);
        _depth--;
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord)
    {
    }

    protected override void RenderInlineImage(InlineImage inlineImage)
    {
    }

    public override void BeginSubpath()
    {
    }

    public override PdfPoint? CloseSubpath() => null;

    public override void StrokePath(bool close)
    {
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
    }

    public override void MoveTo(double x, double y)
    {
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
    }

    public override void LineTo(double x, double y)
    {
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
    }

    public override void EndPath()
    {
    }

    public override void ClosePath()
    {
    }

    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
    }

    public override void EndMarkedContent()
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
    }
}
