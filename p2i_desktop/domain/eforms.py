"""Closed lists of the eForms standard that the records use; the codes are facts, the labels stand in the catalogues."""

from enum import StrEnum


class BuyerLegalType(StrEnum):
    """BT-11, list buyer-legal-type."""

    CGA = "cga"
    RA = "ra"
    LA = "la"
    BODY_PL = "body-pl"
    BODY_PL_CGA = "body-pl-cga"
    BODY_PL_RA = "body-pl-ra"
    BODY_PL_LA = "body-pl-la"
    PUB_UNDERT = "pub-undert"
    PUB_UNDERT_CGA = "pub-undert-cga"
    PUB_UNDERT_RA = "pub-undert-ra"
    PUB_UNDERT_LA = "pub-undert-la"
    ORG_SUB = "org-sub"
    ORG_SUB_CGA = "org-sub-cga"
    ORG_SUB_RA = "org-sub-ra"
    ORG_SUB_LA = "org-sub-la"
    SPEC_RIGHTS_ENTITY = "spec-rights-entity"
    EU_INS_BOD_AG = "eu-ins-bod-ag"
    INT_ORG = "int-org"
    DEF_CONT = "def-cont"


class MainActivity(StrEnum):
    """BT-10 and BT-610, list main-activity: the ten COFOG divisions, then the activities of utilities."""

    GEN_PUB = "gen-pub"
    DEFENCE = "defence"
    PUB_OS = "pub-os"
    ECON_AFF = "econ-aff"
    ENV_PRO = "env-pro"
    HC_AM = "hc-am"
    HEALTH = "health"
    RCR = "rcr"
    EDUCATION = "education"
    SOC_PRO = "soc-pro"
    AIRPORT = "airport"
    ELECTRICITY = "electricity"
    GAS_HEAT = "gas-heat"
    GAS_OIL = "gas-oil"
    PORT = "port"
    POST = "post"
    RAIL = "rail"
    SOLID_FUEL = "solid-fuel"
    URTTB = "urttb"
    WATER = "water"


class ProcedureType(StrEnum):
    """BT-105, list procurement-procedure-type. PCP is none of them: hence Instrument."""

    OPEN = "open"
    RESTRICTED = "restricted"
    NEG_W_CALL = "neg-w-call"
    NEG_WO_CALL = "neg-wo-call"
    COMP_DIAL = "comp-dial"
    INNOVATION = "innovation"
    OTH_SINGLE = "oth-single"
    OTH_MULT = "oth-mult"
    COMP_TEND = "comp-tend"
    EXP_INT_RAIL = "exp-int-rail"


class InnovativeAcquisition(StrEnum):
    """BT-776, list innovative-acquisition."""

    RD_ACT = "rd-act"
    MAR_NOV = "mar-nov"
    PROD_INNOV = "prod-innov"
    PROC_INNOV = "proc-innov"


class StrategicAim(StrEnum):
    """BT-06, list strategic-procurement."""

    INN_PUR = "inn-pur"
    ENV_IMP = "env-imp"
    SOC_OBJ = "soc-obj"
    NONE = "none"


class ContractNature(StrEnum):
    """BT-23, list contract-nature."""

    WORKS = "works"
    SUPPLIES = "supplies"
    SERVICES = "services"


class OperatorSize(StrEnum):
    """BT-165, list economic-operator-size; `sme` = size unknown but small or medium."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    SME = "sme"


class ProcurementLegalBasis(StrEnum):
    """BT-01, list legal-basis: CELEX numbers of directives and regulations."""

    DIRECTIVE_2014_24 = "32014L0024"
    DIRECTIVE_2014_25 = "32014L0025"
    DIRECTIVE_2014_23 = "32014L0023"
    DIRECTIVE_2009_81 = "32009L0081"
    REGULATION_2007_1370 = "32007R1370"
    REGULATION_2024_2509 = "32024R2509"
    REGULATION_1985_2137 = "31985R2137"
    REGULATION_2001_2157 = "32001R2157"
    REGULATION_2003_1435 = "32003R1435"
    OTHER = "other"


class NoticeType(StrEnum):
    """BT-02, list notice-type; `pmc` is the notice of a market consultation."""

    PMC = "pmc"
    PIN_ONLY = "pin-only"
    PIN_BUYER = "pin-buyer"
    PIN_RTL = "pin-rtl"
    PIN_TRAN = "pin-tran"
    PIN_CFC_STANDARD = "pin-cfc-standard"
    PIN_CFC_SOCIAL = "pin-cfc-social"
    QU_SY = "qu-sy"
    CN_STANDARD = "cn-standard"
    CN_SOCIAL = "cn-social"
    CN_DESG = "cn-desg"
    SUBCO = "subco"
    VEAT = "veat"
    CAN_STANDARD = "can-standard"
    CAN_SOCIAL = "can-social"
    CAN_DESG = "can-desg"
    CAN_TRAN = "can-tran"
    CAN_MODIF = "can-modif"
    COMPL = "compl"
    BRIN_ECS = "brin-ecs"
    BRIN_EEIG = "brin-eeig"
