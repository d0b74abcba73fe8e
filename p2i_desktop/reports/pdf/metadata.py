"""What makes the file PDF/UA-1 and PDF/A-2a besides its tags: XMP, output intent, dates from our clock."""

import functools
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from p2i_desktop.reports.document import Document

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PRODUCER = "reportlab"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The instant of the report in the shape that reportlab reads its dates from."""

    YMDhms: tuple[int, int, int, int, int, int]
    dhh: int
    dmm: int

    @classmethod
    def of(cls, made: datetime) -> "Stamp":
        minutes = int((made.utcoffset() or made - made).total_seconds()) // 60
        hours, rest = divmod(abs(minutes), 60)
        whole = (made.year, made.month, made.day, made.hour, made.minute, made.second)
        return cls(whole, hours if minutes >= 0 else -hours, rest)


def describe(pdf: PDFDocument, document: Document) -> None:
    """Fills the Info dictionary, XMP, output intent and the catalogue's promises; both date forms agree."""
    pdf._timeStamp = Stamp.of(document.made_at)
    info, keywords = pdf.info, ", ".join(_plain(word) for word in document.keywords)
    info.title, info.author, info.subject = _plain(document.title), _plain(document.author), _plain(document.subject)
    info.keywords, info.creator, info.producer = keywords, _plain(document.creator), _PRODUCER
    made = document.made_at.replace(microsecond=0).isoformat()
    packet = _PACKET.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        keywords=escape(keywords),
        creator=escape(info.creator),
        producer=_PRODUCER,
        language=escape(document.language),
        made=made,
    )
    meta = PDFStream(content=packet.encode("utf-8"), filters=[])
    meta.dictionary["Type"], meta.dictionary["Subtype"] = PDFName("Metadata"), PDFName("XML")
    catalogue = pdf.Catalog
    catalogue.Metadata = pdf.Reference(meta)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    profile = PDFStream(content=_profile(), filters=[PDFZCompress])
    profile.dictionary["N"] = 3
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": pdf.Reference(profile),
    }
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.OutputIntents = PDFArray([PDFDictionary(intent)])


@functools.cache
def _profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # bytes 24 to 36 hold the clock's date: 2000-01-01 instead
    return made[:24] + bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)) + made[36:]


def _plain(text: str) -> str:
    """XML 1.0 and PDF strings carry neither control characters nor lone surrogates."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text).strip()
