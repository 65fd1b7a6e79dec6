using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;

namespace Tracker.Application.Storage.Configurations;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
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
    }
}
