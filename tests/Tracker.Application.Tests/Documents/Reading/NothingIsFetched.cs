using System.Net;
using System.Net.Sockets;
using System.Text;
using Tracker.Application.Documents.Reading;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Whatever a file points to, nobody is asked for it.</summary>
public sealed class NothingIsFetched : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public NothingIsFetched() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    private static string Relations(params (string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select((r, n) => $"<Relationship Id=\"rId{n + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Type}\" Target=\"{r.Target}\" TargetMode=\"External\"/>"))}</Relationships>";

    private byte[] ContentOf(string kind) => kind switch
    {
        "page" => Encoding.UTF8.GetBytes(
            $"<!doctype html><html><head><base href=\"{Address}/\"><link rel=stylesheet href=a.css><link rel=preload as=script href={Address}/b.js><meta http-equiv=refresh content=\"0;url={Address}/c\"><script src=\"{Address}/d.js\"></script><style>@import url({Address}/e.css)</style></head>"
            + $"<body background=\"{Address}/f.png\"><p>We noted.</p><img src=g.png srcset=\"{Address}/h.png 2x\"><iframe src=\"{Address}/i\"></iframe><object data=\"{Address}/j\"></object><embed src=\"{Address}/k\"><video src=\"{Address}/l\"></video><svg><image href=\"{Address}/m\"/></svg></body></html>"),
        "Word" => Zip(
            ("word/document.xml", Encoding.UTF8.GetBytes($"<w:document xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><w:body>{P("We noted.")}<w:p><w:r><w:drawing><a:blip r:link=\"rId1\"/></w:drawing></w:r></w:p><w:altChunk r:id=\"rId2\"/><w:subDoc r:id=\"rId3\"/></w:body></w:document>")),
            ("word/_rels/document.xml.rels", Encoding.UTF8.GetBytes(Relations(("image", $"{Address}/a.png"), ("aFChunk", $"{Address}/b.html"), ("subDocument", $"{Address}/c.docx")))),
            ("word/settings.xml", Encoding.UTF8.GetBytes($"<w:settings xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>")),
            ("word/_rels/settings.xml.rels", Encoding.UTF8.GetBytes(Relations(("attachedTemplate", $"{Address}/d.dotm")))),
            ("_rels/.rels", Encoding.UTF8.GetBytes(Relations(("officeDocument", $"{Address}/e.xml"))))),
        "PDF" => Pdf(
            [Lines("We noted.") + "/X1 Do"],
            resources: "/XObject << /X1 6 0 R >>",
            objects: $"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 0 /F << /FS /URL /F ({Address}/a) >> >>\nstream\n\nendstream").Replace("/Type /Catalog", $"/Type /Catalog /OpenAction << /S /URI /URI ({Address}/b) >>"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory]
    [InlineData("page")]
    [InlineData("Word")]
    [InlineData("PDF")]
    public async Task Nobody_is_asked_for_what_a_file_points_to(string kind)
    {
        Assert.Equal("We noted.", FileReading.Read(ContentOf(kind), kind).Text);

        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(_listener.Pending(), "The file was read with what it points to.");
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, TestContext.Current.CancellationToken);
        Assert.True(_listener.Pending(), "Nothing would be noticed.");
    }
}
