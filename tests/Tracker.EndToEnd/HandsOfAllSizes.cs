namespace Tracker.EndToEnd;

/// <summary>
/// What is pressed is at least 24 pixels wide and high, or has as much room around it; links within
/// a sentence are as high as its lines (WCAG 2.2, 2.5.8).
/// </summary>
public sealed class HandsOfAllSizes(Browser browser, ReadOnlyTracker tracker) : IClassFixture<ReadOnlyTracker>
{
    private const string TooSmall = """
        () => {
          const size = 24;
          const boxOf = e => (e.matches("input[type=checkbox], input[type=radio]") && e.closest("label") || e).getBoundingClientRect();
          const words = e => e.textContent.replace(/\W/g, "").length;
          const inSentence = e => {
            const text = e.closest("p, li, dd, td, th, blockquote, footer, figcaption, h1, h2, h3");
            return text && getComputedStyle(e).display === "inline" && words(text) > [...text.querySelectorAll("a, button, .visually-hidden")].reduce((sum, a) => sum + words(a), 0);
          };
          // What only those who read with their ears reach is no target of a finger, nor the label's own box.
          const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
            .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".visually-hidden, .skip"))
            .map(e => ({ e, box: boxOf(e) })).filter(t => t.box.width > 0 && t.box.height > 0);
          const small = targets.filter(t => (t.box.width < size - 0.5 || t.box.height < size - 0.5) && !inSentence(t.e) && !t.e.matches(".row-link")); // which covers its whole row
          const middle = b => [b.left + b.width / 2, b.top + b.height / 2];
          const crowded = t => targets.some(o => {
            if (o.e === t.e || o.e.contains(t.e) || t.e.contains(o.e)) return false;
            const [x, y] = middle(t.box);
            if (small.includes(o)) { const [a, b] = middle(o.box); return Math.hypot(a - x, b - y) < size - 0.5; }
            const dx = Math.max(o.box.left - x, 0, x - o.box.right), dy = Math.max(o.box.top - y, 0, y - o.box.bottom);
            return Math.hypot(dx, dy) < size / 2 - 0.5;
          });
          return small.filter(crowded).map(t => `${Math.round(t.box.width)}x${Math.round(t.box.height)} ${t.e.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
        }
        """;

    public static TheoryData<string> Pages => [.. (string[])
        [
            "/", "/items", "/items?figure=overdue&pillar=Economic", "/items?nature=Continuing", "/items?nature=Position", "/items/FINANCIAL-CENTRE", "/items/AKCF", "/plans",
            "/plans/POA-2021-2025", "/targets", "/targets?view=stages", "/centres", "/centres?view=list", "/my", "/search?q=centre", "/search?q=centre&type=items", "/documents", "/documents/CS-21", "/documents/ASEAN2021-22ND", "/documents/compare?left=CS-21&right=ASEAN-JCC7", "/bodies", "/bodies/ROK", "/timeline", "/timeline?view=table", "/changes?from=2020-11-12", "/nowhere",
            "/funds", "/funds/AKCF", "/funds/AKCF/entry", "/mechanisms", "/mechanisms/JCC", "/mechanisms/JCC/meeting", "/mechanisms/JCC/papers/last", "/mechanisms/JCC/papers/last/lines", "/items/new", "/items/leads", "/items/AKIIC/update", "/items/AKIIC/edit", "/documents/bring/text", "/account/sign-in",
        ]];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_is_pressed_has_room_for_a_finger(string address)
    {
        var page = await browser.VisitAsync(tracker, "Demo register keeper");
        await page.OpenAsync(address);

        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
        await page.SetViewportSizeAsync(390, 900);
        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/state")]
    public async Task What_an_administrator_presses_has_room_too(string address)
    {
        var page = await browser.VisitAsync(tracker, "Demo administrator", 390);
        await page.OpenAsync(address);

        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
    }
}
