using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Application.Documents;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;

namespace Tracker.Application.Storage.Configurations;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<IncomingDocument>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("Documents");
        document.HasKey(d => d.Code);
        document.Property(d => d.Code).HasMaxLength(Codes.MaximumLength);
        document.Property(d => d.Title).HasMaxLength(400);
        document.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
        document.Property(d => d.Paragraphs).HasJson();
        document.Property(d => d.BodyMentions).HasJson();
        document.Property(d => d.Series).HasMaxLength(Document.MaximumSeriesLength);
        document.Ignore(d => d.Place);
        document.HasIndex(d => d.DatedOn);
        document.HasIndex(d => new { d.Series, d.DatedOn }).HasFilter("\"Series\" IS NOT NULL");
        document.Property(d => d.RecordedAt).HasConversion(at => at, at => at == null ? null : DateTime.SpecifyKind(at.Value, DateTimeKind.Utc));
        document.Property(d => d.ByName).HasMaxLength(200);
        document.Property(d => d.Attached).HasJson();
        document.Property(d => d.TextAttachedAt).HasConversion(at => at, at => at == null ? null : DateTime.SpecifyKind(at.Value, DateTimeKind.Utc));
    }

    public void Configure(EntityTypeBuilder<IncomingDocument> incoming)
    {
        incoming.ToTable("IncomingDocuments");
        incoming.Property(d => d.Id).ValueGeneratedNever();
        incoming.Property(d => d.About).HasJson();
        incoming.Property(d => d.Parts).HasJson();
        incoming.Property(d => d.Edits).HasJson();
        incoming.Property(d => d.Decisions).HasJson();
        incoming.Property(d => d.Remarks).HasJson();
        incoming.Property(d => d.AttachTo).HasMaxLength(Codes.MaximumLength);
        incoming.Property(d => d.ByName).HasMaxLength(200);
        incoming.Property(d => d.StartedAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
        incoming.Property(d => d.SavedAt).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
    }
}
