"""Everyday words: those that carry no meaning of their own in a request, and those that only look like one that does."""

# Words that carry no meaning of their own in a request: they neither help a reading nor count against it.
STOP = frozenset(
    (
        "a an the of to for in on at is are was were be been being am im ive id ill do does did doing i we you they he she it its"
        " please can could would will shall should may might must just me my our us your with that this these those there here any some"
        " have has had need needs want wants know tell let say said says so ok okay right well um er oh yes yeah yep hey hi hello dear"
        " and or but if then than as by from into up out about re regarding around over still yet already now again also too only really"
        " actually quick quickly question wondering wonder thing things stuff bit one ones got get getting go going gone s t re ve ll m d"
        " who what when where which how why whats whos whens wheres hows morning afternoon everyone all folks team guys mate bot secretariat"
        " sorry hope please kindly thanks thank cheers ta many would like love able possible chance possibly maybe perhaps idea think"
        " more much very under his her their them him not no dont see look lets us sure remember forget forgotten cant find out whether"
        " today currently moment at present anyone anybody someone somebody something anything else other another each give me make take put"
        " mean means meant come yourself myself us both few lot lots back same such keep kept keeps happen next last way every off after before"
        " until till during since while because though although however anyway basically obviously guess reckon suppose supposed bloody flipping weve youve theyve hes shes theyre youre were id theyd wed youd shall ill hed shed alright afternoon"
        " ever earth kind sort certainly exactly roughly asap urgent urgently happy appreciate appreciated wondered checking check apparently honestly lot bits quite rather pretty thats theres heres isnt wasnt arent hasnt havent wont doesnt didnt its hiya whatever whichever altogether overall"
    ).split()
)

# Everyday words that are near a cue word in spelling and mean something else.
COMMON = frozenset(
    (
        "above across again against along always among answer area areas away become best better between both bring building business"
        " came care case cause chance chase child city clear close coast cold come cost council course court cover crime cross data dear"
        " drive during each early east easy else email even ever fact fair fall family farm fast father feel feet felt field final fine"
        " fire firm first five floor food force form four free friend from front full game girl glad good grant great green ground group grow"
        " half hall hand hard hate have head hear heat held here hill hold home hope hour house hurt idea issue join keep kept kind king lack"
        " lady laid lane large lead least leave left less life light like line live load local lock long lord lose loss lost loud love made"
        " main many mark mass meal mean mind mine minor miss more most mouth move much must name near neck need news nice noise none nose note"
        " nurse offer often open order ours pace pack page paid pain pair park part past path peer pick pier pile place plain plan play pool poor"
        " post pound power press price pull pure push race rail rain raise rate rear rest ride rise risk river road rock role roll roof room rose"
        " route rule rural safe sale same sand save scale scene seat seed seem self sell send sense shed ship shop shot show shut sick side sign site"
        " size skin sleep slow small snow soft soil sold some song soon sort sound south space speak speed spend sport staff stage stand start state"
        " station stay step still stock stone stop store storm story street strong such suit summer sure take talk tall task team tell tend term test"
        " text than that them then they thin this time tiny tone tool total touch tour town trade train tree trial trip true truck trust turn type unit"
        " upon urban used user vast very view visit voice wait wake walk wall want ward warm wash waste watch water wave ways weak wear week well went"
        " were west what wheel when wide wife wild will wind wine wing wise wish wood word work year young youth weather joke football pizza train bus"
        " holiday summary sandwich lunch dinner tea coffee cake birthday poem song film movie cat dog prime minister capital france score match bake recipe"
        " police health housing drugs drug alcohol knife violence theft burglary robbery harm women girls men children school schools student students bike bikes cycle cycling scooter"
        " lighting lights light park parks market nights evening evenings"
    ).split()
)
